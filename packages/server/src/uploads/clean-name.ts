import { ApiError } from '../api-error.js';

/** Controls, line ends, marks of direction (they can show `gpj.exe` as `exe.jpg`) and characters of no width. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * A file's name without its folders and without what a reader could not see. Throws `invalid_request` where nothing is
 * left.
 */
export function cleanName(name: string): string {
  const clean = name.toWellFormed().normalize('NFC').replaceAll(UNSEEN, '').split(/[/\\]/).at(-1)?.trim() ?? '';
  // Normalising may lengthen a name, and a cut must not part a pair.
  if (clean !== '' && !/^\.+$/.test(clean) && clean.length <= 255) return clean;
  throw new ApiError('invalid_request', 'name must be the name of a file, of 1–255 characters.', { param: 'name' });
}
