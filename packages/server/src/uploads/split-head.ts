import { concat } from './concat.js';

/** What a file begins with, and the whole of it, to be read once. */
export interface Headed {
  head: Uint8Array;
  whole: AsyncIterable<Uint8Array>;
}

/** Reads up to `bytes` ahead. */
export async function splitHead(chunks: AsyncIterable<Uint8Array>, bytes: number): Promise<Headed> {
  const source = chunks[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  for (let filled = 0; filled < bytes; ) {
    const next = await source.next();
    if (next.done) break;
    read.push(next.value);
    filled += next.value.byteLength;
  }
  async function* whole() {
    yield* read.splice(0);
    yield* { [Symbol.asyncIterator]: () => source };
  }
  return { head: concat(read).subarray(0, bytes), whole: whole() };
}
