/** A small seeded generator (mulberry32, Tommy Ettinger, public domain), uniform in [0, 1). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Bytes of a generator, for where a backend asks for randomness. */
export const seededBytes = (random: () => number) => (length: number) =>
  Uint8Array.from({ length }, () => Math.floor(random() * 256));

export const newSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] as number;
