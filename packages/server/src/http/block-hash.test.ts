import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBlockHash } from './block-hash.js';

const hash = async (chunks: readonly Uint8Array[]) => {
  const block = createBlockHash();
  for (const chunk of chunks) await block.add(chunk);
  return block.end();
};
const BLOCK = 256 * 1024;

test('a hash does not depend on how the bytes are cut', async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(65_536));
  const long = new Uint8Array(2 * BLOCK + 10).map((_, at) => bytes[at % bytes.length] ?? 0);
  const whole = await hash([long]);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(long.length), { maxLength: 8 }), async (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), long.length];
      expect(await hash(at.slice(1).map((end, index) => long.subarray(at[index], end)))).toBe(whole);
    }),
    { numRuns: 20 },
  );
});

test('other bytes, fewer bytes and more bytes have other hashes', async () => {
  const zeros = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK].map((length) => new Uint8Array(length));
  const other = new Uint8Array(BLOCK);
  other[7] = 1;
  const hashes = await Promise.all([...zeros, other].map((bytes) => hash([bytes])));
  expect(new Set(hashes).size).toBe(hashes.length);
});
