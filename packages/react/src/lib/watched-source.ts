import type { ReadableState } from '@pulse-io/client';
import { Lease } from './lease.js';
import type { Client } from './register.js';
import type { Source } from './source.js';

/** A handle of the client whose state is true while it is watched. */
interface Watchable<State> {
  readonly state: ReadableState<State>;
  watch(): Promise<void>;
  unwatch(): void;
  refresh(): Promise<void>;
}

export interface WatchedSource<State, Handle> extends Source<State> {
  /** Its `refresh` starts anew after an error, the connection too. */
  readonly handle: Handle;
  readonly used: boolean;
}

/** A handle that is watched while components read it; `watch` is called once for all of them. */
export function watchedSource<State extends { status: string }, Handle extends Watchable<State>>(
  client: Client,
  handle: Handle,
  first: State,
): WatchedSource<State, Handle> {
  const { getSnapshot, subscribe } = handle.state;
  const watch = () => void handle.watch().catch(() => {});
  const lease = new Lease(client, watch, () => handle.unwatch());
  const refresh = (): Promise<void> => {
    if (lease.used && getSnapshot().status === 'error') {
      if (client.connection.state === 'failed') client.connection.retry();
      // Where not even its code, or a token, could be had, it is not being watched.
      handle.unwatch();
      watch();
    }
    return handle.refresh();
  };
  return {
    handle: { ...handle, refresh },
    first,
    getSnapshot,
    get used() {
      return lease.used;
    },
    subscribe(listener) {
      const unsubscribe = subscribe(listener);
      const release = lease.hold();
      return () => {
        unsubscribe();
        release();
      };
    },
  };
}
