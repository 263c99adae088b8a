import type { ConnectionState, PulseError } from '@pulse-io/client';
import { perClient } from '../lib/per-client.js';
import type { Source } from '../lib/source.js';

export interface ConnectionSnapshot {
  readonly state: ConnectionState;
  /** Why the state is `failed`; null in every other one. */
  readonly error: PulseError | null;
}

interface ConnectionSource extends Source<ConnectionSnapshot> {
  readonly used: true;
  retry(): void;
}

const IDLE: ConnectionSnapshot = { state: 'idle', error: null };

const sources = /* @__PURE__ */ perClient(({ connection }): ConnectionSource => {
  let snapshot = IDLE;
  return {
    first: IDLE,
    used: true,
    getSnapshot() {
      const { state, error } = connection;
      if (snapshot.state !== state || snapshot.error !== error) snapshot = { state, error };
      return snapshot;
    },
    subscribe: (listener) => connection.on('state', listener),
    retry: () => connection.retry(),
  };
});

export const connectionSource = (client: Parameters<typeof sources>[0]): ConnectionSource => sources(client, '');
