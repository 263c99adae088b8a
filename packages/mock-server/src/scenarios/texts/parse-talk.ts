/** A line of a conversation, before it is known who says it. */
export interface Line {
  /** Who of those who talk, from 0. */
  readonly speaker: number;
  readonly text: string;
  /** Answers the message before it. */
  readonly isReply: boolean;
  readonly picture: readonly [name: string, alt: string] | null;
  readonly reactions: readonly { kind: string; count: number }[];
  /** What is said in its thread. */
  readonly thread: readonly Line[];
}

/** `a: text`, `b^ a reply`, `c> in the thread of what is above`; then `[picture: what it shows]` and `{👍2 🎉}`. */
const LINE =
  /^(?<who>[a-f])(?<kind>[:^>]) (?<text>[^[\]{}]+?)(?: \[(?<picture>[a-z-]+): (?<alt>[^\]]+)\])?(?: \{(?<kinds>[^}]+)\})?$/u;

/** Reads a conversation. Throws for a line that is none. */
export function parseTalk(talk: string): Line[] {
  const lines: (Line & { thread: Line[] })[] = [];
  for (const raw of talk.trim().split('\n')) {
    const { who, kind, text, picture, alt, kinds } = LINE.exec(raw.trim())?.groups ?? {};
    if (who === undefined || text === undefined) throw new SyntaxError(`This is no line of a conversation: ${raw}`);
    const line = {
      speaker: who.charCodeAt(0) - 'a'.charCodeAt(0),
      text,
      isReply: kind === '^',
      picture: picture !== undefined && alt !== undefined ? ([picture, alt] as const) : null,
      reactions: (kinds ?? '').split(' ').filter(Boolean).map(parseReaction),
      thread: [],
    };
    const above = lines.at(-1);
    if (kind === '>' && above) above.thread.push(line);
    else lines.push(line);
  }
  return lines;
}

function parseReaction(text: string): { kind: string; count: number } {
  const [, kind = text, count = '1'] = /^(.+?)(\d+)?$/u.exec(text) ?? [];
  return { kind, count: Number(count) };
}
