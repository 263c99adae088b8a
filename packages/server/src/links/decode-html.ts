/** Bytes in which a page must name its charset (HTML standard, "prescan a byte stream"). */
const PRESCAN_BYTES = 1024;
/** Headers that mean well are shorter. */
const HEADER_CHARS = 256;
const HEADER = /charset\s*=\s*["']?\s*([\w.:-]{1,40})/i;
const META = /<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i;
const MARKS: readonly [bytes: readonly number[], label: string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** Decodes a page by its byte order mark, its header or its meta element, in this order; as UTF-8 without any. */
export function decodeHtml(body: Uint8Array, contentType: string): string {
  const mark = MARKS.find(([bytes]) => bytes.every((byte, at) => body[at] === byte))?.[1];
  const decoder =
    makeDecoder(mark) ??
    makeDecoder(HEADER.exec(contentType.slice(0, HEADER_CHARS))?.[1]) ??
    makeDecoder(findMeta(body));
  return (decoder ?? new TextDecoder()).decode(body);
}

function findMeta(body: Uint8Array): string | undefined {
  const label = META.exec(new TextDecoder('latin1').decode(body.subarray(0, PRESCAN_BYTES)))?.[1];
  // Whoever could read this far is not reading UTF-16.
  return label && /^utf-?16/i.test(label) ? 'utf-8' : label;
}

function makeDecoder(label: string | undefined): TextDecoder | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}
