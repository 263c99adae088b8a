/** Objects that nobody uses now and that stay the same object for the next `keep`. */
const KEPT = 1_000;

/** The object of an id: the same while it is `busy`, or among the last 1,000 asked for. */
export function keep<T>(kept: Map<string, T>, id: string, make: () => T, isBusy: (it: T) => boolean): T {
  const it = kept.get(id) ?? make();
  kept.delete(id);
  kept.set(id, it);
  if (kept.size > KEPT) {
    const idle = [...kept].find(([, each]) => !isBusy(each));
    kept.delete(idle?.[0] ?? '');
  }
  return it;
}
