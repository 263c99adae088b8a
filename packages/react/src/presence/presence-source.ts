import type { PresenceState } from '@pulse-io/client';
import { Lease } from '../lib/lease.js';
import { perClient } from '../lib/per-client.js';
import type { Client } from '../lib/register.js';
import type { Source } from '../lib/source.js';

interface PresenceSource extends Source<PresenceState> {
  readonly used: boolean;
}

const NOBODY: PresenceState = { users: {}, typing: {}, rooms: {} };

const watching = (watch: (client: Client, key: string) => () => void) =>
  perClient((client, key): PresenceSource => {
    const { state } = client.presence;
    const lease = new Lease(
      client,
      () => watch(client, key),
      (end) => end(),
    );
    return {
      first: NOBODY,
      getSnapshot: state.getSnapshot,
      get used() {
        return lease.used;
      },
      subscribe(listener) {
        const unsubscribe = state.subscribe(listener);
        const release = lease.hold();
        return () => {
          unsubscribe();
          release();
        };
      },
    };
  });

/** The users whose ids, as JSON, are the key. */
export const usersSource = /* @__PURE__ */ watching((client, key) => {
  try {
    return client.presence.watch(JSON.parse(key));
  } catch (error) {
    console.error('Pulse: the presence of these users is not shown.', error);
    return () => {};
  }
});

/** The room of an id. */
export const roomSource = /* @__PURE__ */ watching((client, roomId) => client.presence.watchRoom(roomId));
