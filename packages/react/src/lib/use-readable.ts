import type { ReadableState } from '@pulse-io/client';
import { useCallback, useSyncExternalStore } from 'react';

/** A part of a client's state; renders again when that part is another one. `select` must be the same function, or stable. */
export function useReadable<State, Part>(state: ReadableState<State>, select: (state: State) => Part): Part {
  const read = useCallback(() => select(state.getSnapshot()), [state, select]);
  return useSyncExternalStore(state.subscribe, read, read);
}
