import { PulseClient, type PulseClientOptions } from '@pulse-io/client';
import { type PulseHandlers, pulseHandlers } from '@pulse-io/mock-server/msw';
import type { ScenarioInput } from '@pulse-io/mock-server/scenarios';
import { setupWorker } from 'msw/browser';

/** What a story's parameter `backend` says. */
export interface StoryBackend {
  scenario?: ScenarioInput;
  /** Before the story is shown: faults, and what others do. */
  prepare?(pulse: PulseHandlers): void | Promise<void>;
}

const QUIET = { warn() {}, error() {} };

/** The backend of this page. */
export const pulse: PulseHandlers = pulseHandlers({ logger: QUIET });

/** Tests stand somewhere below the page's root, built stories beside the worker. */
const WORKER = import.meta.env.VITEST ? '/mockServiceWorker.js' : './mockServiceWorker.js';

let starting: Promise<unknown> | undefined;
let shown: string | null = null;
const clients = new Map<string, PulseClient>();

/** A backend as the story wants it; while the story is shown it stays as it is. */
export async function startBackend(storyId: string, { scenario = 'team', prepare }: StoryBackend): Promise<void> {
  if (shown === storyId) return;
  shown = storyId;
  starting ??= setupWorker(...pulse).start({
    serviceWorker: { url: WORKER },
    onUnhandledFrame: 'bypass',
    quiet: true,
  });
  await starting;
  await pulse.reset({ scenario });
  await prepare?.(pulse);
}

/** Ends the clients of a story that is no longer shown. */
export function leaveBackend(): void {
  shown = null;
  for (const client of clients.values()) client.close();
  clients.clear();
}

/** A user's client, the same for the whole story. */
export function clientOf(identity: string, options: Partial<PulseClientOptions> = {}): PulseClient {
  const known = clients.get(identity);
  if (known) return known;
  const client = new PulseClient({
    apiKey: pulse.apiKey,
    identity,
    tabs: false,
    outbox: { store: 'memory' },
    logger: QUIET,
    ...options,
  });
  clients.set(identity, client);
  return client;
}
