import { toBase64Url } from '../crypto.js';

const BLOCK_BYTES = 256 * 1024;
const STATE_BYTES = 32;

/**
 * A hash of bytes that come in chunks, however they are cut: SHA-256 over the state and the next block, again and again, and at last
 * over the rest and the length. WebCrypto hashes only what is there at once.
 */
export function createBlockHash() {
  /** The state, then the block. */
  const buffer = new Uint8Array(STATE_BYTES + BLOCK_BYTES);
  let filled = STATE_BYTES;
  let total = 0;
  return {
    async add(chunk: Uint8Array): Promise<void> {
      total += chunk.byteLength;
      for (let rest = chunk; rest.byteLength > 0; ) {
        const piece = rest.subarray(0, buffer.byteLength - filled);
        buffer.set(piece, filled);
        filled += piece.byteLength;
        rest = rest.subarray(piece.byteLength);
        if (filled < buffer.byteLength) continue;
        buffer.set(new Uint8Array(await crypto.subtle.digest('SHA-256', buffer)));
        filled = STATE_BYTES;
      }
    },
    /** In base64url, with the length in it. */
    async end(): Promise<string> {
      const digest = await crypto.subtle.digest('SHA-256', buffer.subarray(0, filled));
      return `${toBase64Url(new Uint8Array(digest))} ${total}`;
    },
  };
}
