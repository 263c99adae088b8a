/** As words are compared: whatever their case and width, and with nothing invisible between their letters. */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\p{Cf}/gu, '');

const WORD_CHAR = /[\p{L}\p{N}\p{M}]/u;

/** The first of some words that stands in a text by itself, not as a part of another word; null when none does. */
export function findBlockedWord(text: string, words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const folded = fold(text);
  return words.find((word) => standsIn(folded, fold(word))) ?? null;
}

function standsIn(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!joins(charBefore(text, at), word) && !joins(charAt(text, at + word.length), word)) return true;
  }
  return false;
}

/** A neighbour that is a letter makes the find a part of a longer word; beside an emoji or a dot nothing is joined. */
const joins = (neighbour: string, word: string): boolean => WORD_CHAR.test(neighbour) && WORD_CHAR.test(word);

const charAt = (text: string, at: number): string => {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
};
const charBefore = (text: string, at: number): string => {
  const low = text.charCodeAt(at - 1);
  return charAt(text, low >= 0xdc00 && low <= 0xdfff ? at - 2 : at - 1);
};
