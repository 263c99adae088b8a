import { useLayoutEffect, useState } from 'react';

interface Stage<Item> {
  readonly items: readonly Item[];
  /** Whether places are counted from the end: rows were added or taken before the first one, and the last one stays. */
  readonly shift: boolean;
}

/**
 * What a list shows on its way to `items`. A list keeps what is seen in its place while it changes at one end; a change
 * of both ends is therefore made in two steps, before anything is painted.
 */
export function useStages<Item>(items: readonly Item[], keyOf: (item: Item) => string): Stage<Item> {
  const [now, setNow] = useState({ target: items, stage: { items, shift: false } });
  let { stage } = now;
  if (now.target !== items) {
    stage = firstStage(now.stage.items, items, keyOf);
    setNow({ target: items, stage });
  }
  useLayoutEffect(() => {
    if (stage.items !== items) setNow({ target: items, stage: { items, shift: !stage.shift } });
  }, [stage, items]);
  return stage;
}

function firstStage<Item>(before: readonly Item[], items: readonly Item[], keyOf: (item: Item) => string): Stage<Item> {
  const [first, last, firstBefore, lastBefore] = [items[0], items.at(-1), before[0], before.at(-1)];
  const whole = { items, shift: false };
  if (first === undefined || last === undefined || firstBefore === undefined || lastBefore === undefined) return whole;
  if (keyOf(first) === keyOf(firstBefore)) return whole;
  if (keyOf(last) === keyOf(lastBefore)) return { items, shift: true };
  const lastKept = items.findLastIndex((item) => keyOf(item) === keyOf(lastBefore));
  if (lastKept >= 0) return { items: items.slice(0, lastKept + 1), shift: true };
  const lastLeft = before.findLastIndex((item) => keyOf(item) === keyOf(last));
  return lastLeft >= 0 ? { items: before.slice(0, lastLeft + 1), shift: false } : whole;
}
