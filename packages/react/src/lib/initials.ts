const HUES = 12;

/** The first letters of the first and the last word; of what has no letters, its first sign. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).map(firstSign).filter(Boolean);
  const letters = words.filter((sign) => /\p{L}|\p{N}/u.test(sign));
  const [first = words[0] ?? '?'] = letters;
  return `${first}${letters.length > 1 ? letters.at(-1) : ''}`.toUpperCase();
}

/** A flag or a family is one sign to people, and many to a computer. */
function firstSign(word: string): string {
  const parts = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word);
  return parts[Symbol.iterator]().next().value?.segment ?? '';
}

/** A hue in degrees, always the same for a text. */
export function hueOf(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (hash * 31 + text.charCodeAt(index)) | 0;
  return ((hash >>> 0) % HUES) * (360 / HUES);
}
