/** What a terminal obeys instead of showing: control characters, line separators, and what turns the direction of text. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const LONGEST = 300;

/** Text of a stranger in one line of a terminal. */
export function printable(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return short.replaceAll(UNSEEN, asCode);
}

/** JSON leaves some of them as they are, 0x9b among them, with which terminals begin a command. */
export const escapeJson = (json: string): string => json.replaceAll(UNSEEN, asCode);

const asCode = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
