import type { MockEvent } from './mock-event.js';

/** An entry in one line, for error messages. Tokens and texts of users are not in it. */
export function describeEvent(event: MockEvent): string {
  switch (event.kind) {
    case 'request': {
      const outcome = event.status === 0 ? 'broken off' : [event.status, event.code].filter(Boolean).join(' ');
      return `${event.method} ${event.path} → ${outcome}${by(event.user)}`;
    }
    case 'socket': {
      const why = event.code === undefined ? '' : ` ${[event.code, event.reason].filter(Boolean).join(' ')}`;
      return `socket ${event.socket} ${event.state}${why}${by(event.user)}`;
    }
    case 'frame':
      return `socket ${event.socket} ${event.direction} ${Object.keys(event.frame ?? { '(no JSON)': 0 }).join(' ')}${by(event.user)}`;
    case 'event':
      return `${event.event.type} at ${event.event.offset} of ${event.event.ch}`;
    case 'fault':
      return `fault: ${event.fault}, at ${event.target}`;
  }
}

const by = (user: string | null): string => (user === null ? '' : ` (${user})`);
