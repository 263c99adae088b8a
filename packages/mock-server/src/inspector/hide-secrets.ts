import type { MockEvent } from '../events/mock-event.js';

const SECRET = /([?&][^=&#\s]*(?:token|secret|key|password|signature)[^=&#\s]*=)[^&#\s]*/gi;

/** Credentials do not belong into addresses; where somebody put them there, they go no further. */
export function hideSecrets(entry: MockEvent): MockEvent {
  if (entry.kind === 'request') return { ...entry, path: entry.path.replaceAll(SECRET, '$1…') };
  if (entry.kind === 'fault') return { ...entry, target: entry.target.replaceAll(SECRET, '$1…') };
  return entry;
}
