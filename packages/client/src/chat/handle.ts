import type { PulseError } from '../errors.js';
import { late, type Methods } from '../lib/late.js';
import type { Logger } from '../lib/logger.js';
import { Store } from '../lib/store.js';
import type { LiveState } from '../live/live.js';

interface Watching {
  watch(): Promise<void>;
}

/** A state that is here at once, with methods whose code is loaded with the first call. */
export function openHandle<State extends LiveState, Verbs extends Watching & Methods<Verbs>>(
  first: State,
  names: string,
  logger: Logger,
  load: (state: Store<State>) => Promise<Verbs>,
) {
  const state = new Store(first, logger);
  const set = (change: LiveState) => state.set({ ...state.getSnapshot(), ...change });
  const verbs = late(
    names,
    () => load(state),
    (error) => set({ status: 'error', error: error as PulseError }),
  );
  const watch = () => {
    if (state.getSnapshot().status === 'idle') set({ status: 'loading', error: null });
    return verbs.watch();
  };
  return { state, ...verbs, watch };
}
