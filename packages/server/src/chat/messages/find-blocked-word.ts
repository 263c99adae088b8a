const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** As words are compared: whatever their case and width, and with nothing invisible between their letters. */
const fold = (text: string): string =>
  text.replaceAll(INVISIBLE, '').normalize('NFKC').toLowerCase().normalize('NFKC').replaceAll(INVISIBLE, '');

const WORD_CHAR = /[\p{L}\p{N}\p{M}]/u;

/**
 * The first of some words that stands in a text by itself, not as a part of another word; null when none does.
 * Words of one spelling are looked for once, so a place of the text is looked at once for each length of a word.
 */
export function findBlockedWord(text: string, words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const folded = fold(text);
  const bySpelling = new Map(words.map((word) => [fold(word), word]));
  for (const [spelling, word] of bySpelling) if (standsIn(folded, spelling)) return word;
  return null;
}

function standsIn(text: string, word: string): boolean {
  if (word === '') return false;
  const [first, last] = [charAt(word, 0), charBefore(word, word.length)];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!joins(charBefore(text, at), first) && !joins(last, charAt(text, at + word.length))) return true;
  }
  return false;
}

/** Two letters or digits side by side are of one word; beside an emoji or a dot nothing is joined. */
const joins = (left: string, right: string): boolean => WORD_CHAR.test(left) && WORD_CHAR.test(right);

const charAt = (text: string, at: number): string => {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
};
const charBefore = (text: string, at: number): string => {
  const low = text.charCodeAt(at - 1);
  return charAt(text, low >= 0xdc00 && low <= 0xdfff ? at - 2 : at - 1);
};
