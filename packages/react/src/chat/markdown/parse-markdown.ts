import type { Block } from './nodes.js';
import { parseInline } from './parse-inline.js';

const FENCE = /^ {0,3}(`{3,}|~{3,})[^`]*$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^ {0,3}(?:([-*•])|(\d{1,9})[.)]) +(?=\S)/;

/**
 * Reads the small Markdown of messages: paragraphs, `> quotes`, lists, fenced code, and what `parseInline` reads. It is data,
 * never HTML: what is no mark is text. `mentions` are the ids of users that `@id` names.
 */
export function parseMarkdown(source: string, mentions: readonly string[] = []): Block[] {
  const names = new Set(mentions);
  const lines = source.replaceAll(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;

  const inline = (text: string) => parseInline(text, names);
  /** Takes lines as long as they fit. */
  function takeWhile(fits: (line: string) => boolean): string[] {
    const from = at;
    while (at < lines.length && fits(lines[at] as string)) at++;
    return lines.slice(from, at);
  }

  while (at < lines.length) {
    const line = lines[at] as string;
    const fence = FENCE.exec(line)?.[1];
    if (!line.trim()) {
      at++;
    } else if (fence) {
      at++;
      const text = takeWhile((next) => !isEnd(next, fence)).join('\n');
      at++;
      blocks.push({ type: 'code', text });
    } else if (QUOTE.test(line)) {
      const text = takeWhile((next) => QUOTE.test(next)).map((quoted) => quoted.replace(QUOTE, ''));
      blocks.push({ type: 'quote', children: inline(text.join('\n').trim()) });
    } else if (ITEM.test(line)) {
      const number = ITEM.exec(line)?.[2];
      const items = takeWhile(
        (next) => ITEM.test(next) && (ITEM.exec(next)?.[2] === undefined) === (number === undefined),
      );
      blocks.push({
        type: 'list',
        ordered: number !== undefined,
        start: Number(number ?? 1),
        items: items.map((item) => inline(item.replace(ITEM, ''))),
      });
    } else {
      const text = takeWhile(
        (next) => next.trim() !== '' && !FENCE.test(next) && !QUOTE.test(next) && !ITEM.test(next),
      );
      blocks.push({ type: 'paragraph', children: inline(text.join('\n').trim()) });
    }
  }
  return blocks;
}

/** A fence is closed by one of its kind that is as long. */
function isEnd(line: string, fence: string): boolean {
  const trimmed = line.trim();
  return trimmed.length >= fence.length && trimmed === (fence[0] as string).repeat(trimmed.length);
}
