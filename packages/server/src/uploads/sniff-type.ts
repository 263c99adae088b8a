/** Told here, and not by the library: it would unpack them to look inside. */
const PACKED = [
  {
    type: 'application/zip',
    marks: [
      [0x50, 0x4b, 0x03, 0x04],
      [0x50, 0x4b, 0x05, 0x06],
      [0x50, 0x4b, 0x07, 0x08],
    ],
  },
  { type: 'application/gzip', marks: [[0x1f, 0x8b]] },
];

/** The type that a file's first bytes show; undefined where they show none. */
export async function sniffType(head: Uint8Array): Promise<string | undefined> {
  for (const { type, marks } of PACKED) {
    if (marks.some((mark) => mark.every((byte, at) => head[at] === byte))) return type;
  }
  // Loaded with the first upload: a start need not pay for it.
  const { fileTypeFromBuffer } = await import('file-type');
  try {
    return (await fileTypeFromBuffer(head))?.mime;
  } catch {
    // Bytes made to confuse it show nothing.
    return undefined;
  }
}
