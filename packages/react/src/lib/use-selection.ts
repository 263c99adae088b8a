import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Source } from './source.js';

interface Seen<State, Selection> {
  readonly state: State;
  readonly selection: Selection;
}

/**
 * A part of a state. The component renders again when another part is selected, as `isEqual` has it; a selection that
 * equals the last one stays the same object. `select` may be an inline function.
 */
export function useSelection<State, Selection>(
  source: Source<State>,
  select: (state: State) => Selection,
  isEqual: (a: Selection, b: Selection) => boolean = Object.is,
): Selection {
  const rendered = useRef<{ readonly selection: Selection } | null>(null);
  const [getSelection, getFirst] = useMemo(() => {
    let seen: Seen<State, Selection> | null = null;
    const pick = (state: State): Selection => {
      if (seen && Object.is(seen.state, state)) return seen.selection;
      const next = select(state);
      const last = seen ?? rendered.current;
      const selection = last && isEqual(last.selection, next) ? last.selection : next;
      seen = { state, selection };
      return selection;
    };
    return [() => pick(source.getSnapshot()), () => pick(source.first)];
  }, [source, select, isEqual]);
  const selection = useSyncExternalStore(source.subscribe, getSelection, getFirst);
  useEffect(() => {
    rendered.current = { selection };
  }, [selection]);
  return selection;
}
