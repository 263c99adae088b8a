import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GIF, JPEG, PNG, patched, WEBP_EXTENDED, WEBP_LOSSLESS, WEBP_LOSSY } from './files.test-kit.js';
import { imageSize } from './image-size.js';

const IMAGES = [
  ['image/png', PNG],
  ['image/jpeg', JPEG],
  ['image/gif', GIF],
  ['image/webp', WEBP_LOSSY],
  ['image/webp', WEBP_LOSSLESS],
  ['image/webp', WEBP_EXTENDED],
] as const;

describe('imageSize', () => {
  test.each(IMAGES)('reads what an encoder of %s has written', (type, bytes) => {
    expect(imageSize(type, bytes)).toEqual(type === 'image/gif' ? { width: 1, height: 1 } : { width: 3, height: 2 });
  });

  test('steps over the segments before the frame of a JPEG', () => {
    const exif = new Uint8Array([0xff, 0xe1, 0x75, 0x30, ...new Uint8Array(0x7530 - 2), 0xff]);
    const long = new Uint8Array([...JPEG.subarray(0, 2), ...exif, ...JPEG.subarray(2)]);
    expect(imageSize('image/jpeg', long)).toEqual({ width: 3, height: 2 });
  });

  test('takes the first picture of a GIF where it is larger than the screen', () => {
    const at = GIF.indexOf(0x2c);
    expect(imageSize('image/gif', patched(GIF, at + 5, 0xff, 0xff, 0xff, 0xff))).toEqual({
      width: 65_535,
      height: 65_535,
    });
  });

  test('knows no size of a picture without width', () => {
    expect(imageSize('image/png', patched(PNG, 16, 0, 0, 0, 0))).toBeNull();
  });

  test('ends, with a size or without one, whatever the bytes are', () => {
    const start = fc.constantFrom(...IMAGES);
    fc.assert(
      fc.property(start, fc.nat(120), fc.uint8Array({ maxLength: 200 }), ([type, bytes], cut, tail) => {
        const size = imageSize(type, new Uint8Array([...bytes.subarray(0, cut), ...tail]));
        if (size) expect(size.width > 0 && size.height > 0).toBe(true);
      }),
    );
  });
});
