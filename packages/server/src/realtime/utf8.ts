const encoder = new TextEncoder();

/** Bytes that a text takes on the wire. */
export const utf8Length = (text: string): number => encoder.encode(text).length;

/** The longest beginning of a text that fits, without half a character at its end. */
export function cutUtf8(text: string, bytes: number): string {
  const { read } = encoder.encodeInto(text, new Uint8Array(bytes));
  return text.slice(0, read);
}
