import type { Client } from './register.js';

/** Of things that nobody uses at the moment so many are kept, for components that are about to. */
const KEPT = 1_000;

/** One thing for each client and key, so that components that ask for the same share it. */
export function perClient<Thing extends { readonly used: boolean }>(
  make: (client: Client, key: string) => Thing,
): (client: Client, key: string) => Thing {
  const things = new WeakMap<Client, Map<string, Thing>>();
  return (client, key) => {
    const kept = things.get(client) ?? new Map<string, Thing>();
    things.set(client, kept);
    const known = kept.get(key);
    if (known) return known;
    const thing = make(client, key);
    kept.set(key, thing);
    if (kept.size > KEPT) {
      const unused = [...kept].find(([, each]) => !each.used && each !== thing);
      if (unused) kept.delete(unused[0]);
    }
    return thing;
  };
}
