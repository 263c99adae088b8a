/** Scripts that write no spaces between words: each of their letters is found by itself. */
const UNSPACED = String.raw`[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]`;
const WORD = new RegExp(String.raw`(?=${UNSPACED})[\p{L}\p{N}]\p{M}*|(?:(?!${UNSPACED})[\p{L}\p{N}\p{M}])+`, 'gu');
/** Accents of Latin, Greek and Cyrillic, the points of Hebrew and the vowel signs of Arabic: written or left out. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/gu;
/** What nobody sees, such as soft hyphens. */
const INVISIBLE = /\p{Cf}/gu;
/** Longer words are found by how they begin: an index takes keys of some 2,000 bytes. */
const WORD_CHARS = 64;

/** Folds what writers do not tell apart: width, case and accents. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(ACCENTS, '')
    .replaceAll(INVISIBLE, '')
    .replaceAll('ς', 'σ')
    .normalize('NFC');

const split = (text: string): string[] =>
  (fold(text).match(WORD) ?? []).map((word) => [...word].slice(0, WORD_CHARS).join(''));

/**
 * The words of a text as search compares them, each once, in the order in which they come: letters, digits and
 * marks alone, so that no index takes any part of them for syntax.
 */
export const toWords = (text: string): string[] => [...new Set(split(text))];

/** The words of a query, the last of which may be unfinished; null when there are none. */
export function toQueryWords(q: string): QueryWords | null {
  const words = split(q);
  const prefix = words.pop();
  return prefix === undefined ? null : { words: [...new Set(words)], prefix };
}

export interface QueryWords {
  words: string[];
  /** How another word begins. */
  prefix: string;
}
