const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** As words are compared: whatever their case and width, and with nothing invisible between their letters. */
const fold = (text: string): string =>
  text.replaceAll(INVISIBLE, '').normalize('NFKC').toLowerCase().normalize('NFKC').replaceAll(INVISIBLE, '');

const WORD_CHAR = /[\p{L}\p{N}\p{M}]/u;

/** Spellings by their characters, so that all are looked for in one walk. */
interface Node {
  next: Map<string, Node>;
  /** The word that ends here. */
  word?: string;
}

/**
 * A word of some that stands in a text by itself, not as a part of another word; null when none does. Whatever was
 * chosen, a place of the text is walked from once, and no further than the longest word.
 */
export function findBlockedWord(text: string, words: readonly string[]): string | null {
  if (text === '' || words.length === 0) return null;
  const root = toTree(words);
  const chars = [...fold(text)];
  const ofWord = chars.map((char) => WORD_CHAR.test(char));
  // Two letters or digits side by side are of one word; beside an emoji or a dot nothing is joined.
  const isJoined = (at: number) => ofWord[at - 1] === true && ofWord[at] === true;
  for (let start = 0; start < chars.length; start++) {
    if (isJoined(start)) continue;
    let node = root.next.get(chars[start] ?? '');
    for (let end = start + 1; node; end++) {
      if (node.word !== undefined && !isJoined(end)) return node.word;
      node = node.next.get(chars[end] ?? '');
    }
  }
  return null;
}

function toTree(words: readonly string[]): Node {
  const root: Node = { next: new Map() };
  for (const word of words) {
    let node = root;
    for (const char of fold(word)) {
      const next = node.next.get(char) ?? { next: new Map() };
      node.next.set(char, next);
      node = next;
    }
    if (node !== root) node.word ??= word;
  }
  return root;
}
