import type { Inline } from './nodes.js';
import { safeHref } from './safe-href.js';

type Mark = 'strong' | 'em' | 'del';

const MARKS: Readonly<Record<string, Mark>> = { '**': 'strong', '*': 'em', _: 'em', '~~': 'del' };

/** What begins at a place, tried in this order: each looks no further than a line's length from there. */
const ESCAPED = /\\([\\`*_~[\]()>#@!-])/y;
const TICKS = /`+/y;
const CODE = /(`{1,8})(?!`)([^\n]{1,2000}?)(?<!`)\1(?!`)/y;
const LINK = /\[([^[\]\n]{1,500})\]\(<?([^\s()<>]{1,2000}(?:\([^\s()<>]{0,500}\)[^\s()<>]{0,500})?)>?\)/y;
const ADDRESS = /https?:\/\/[^\s<>"]{1,2000}/iy;
const MENTION = /@([A-Za-z0-9_.:-]{1,128})/y;
const DELIMITER = /\*\*|~~|[*_]/y;
const PLAIN = /[^\\`[hH@*_~\n]+/y;
const WORD = /[\p{L}\p{N}]/u;
/** At the end of an address they belong to the sentence around it. */
const TRAILING: ReadonlySet<string> = new Set('.,;:!?\'"*_~]');

interface Frame {
  delimiter: string;
  children: Inline[];
}

/**
 * Reads the marks inside a paragraph: `**strong**`, `*em*`, `_em_`, `~~del~~`, `` `code` ``, `[links](https://…)`, bare addresses,
 * and `@names` of `mentions`. Whatever does not close stays as it was typed. Takes time in proportion to the text.
 */
export function parseInline(source: string, mentions: ReadonlySet<string>): Inline[] {
  const root: Frame = { delimiter: '', children: [] };
  const stack: Frame[] = [root];
  let at = 0;

  const top = () => stack[stack.length - 1] as Frame;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  const text = (value: string) => addText(top().children, value);

  function take(node: Inline, length: number): void {
    top().children.push(node);
    at += length;
  }

  function takeDelimiter(delimiter: string): void {
    const before = source[at - 1] ?? ' ';
    const after = source.charAt(at + delimiter.length) || ' ';
    at += delimiter.length;
    const open = stack.findLastIndex((frame) => frame.delimiter === delimiter);
    if (open > 0 && !/\s/.test(before) && (delimiter !== '_' || !WORD.test(after))) {
      // Marks that were opened in between and not closed are text.
      while (stack.length - 1 > open) unwind(stack);
      const { children } = stack.pop() as Frame;
      if (children.length > 0) top().children.push({ type: MARKS[delimiter] as Mark, children });
      else text(delimiter + delimiter);
    } else if (open < 0 && !/\s/.test(after) && (delimiter !== '_' || !WORD.test(before))) {
      stack.push({ delimiter, children: [] });
    } else text(delimiter);
  }

  while (at < source.length) {
    const char = source[at];
    const plain = match(PLAIN);
    if (plain) {
      text(plain[0]);
      at += plain[0].length;
      continue;
    }
    if (char === '\n') {
      take({ type: 'break' }, 1);
      continue;
    }
    const escaped = char === '\\' && match(ESCAPED);
    if (escaped) {
      text(escaped[1] as string);
      at += 2;
      continue;
    }
    const code = char === '`' && match(CODE);
    if (code) {
      take({ type: 'code', text: (code[2] as string).replace(/^ (.*\S.*) $/, '$1') }, code[0].length);
      continue;
    }
    const ticks = match(TICKS);
    if (ticks) {
      text(ticks[0]);
      at += ticks[0].length;
      continue;
    }
    const link = char === '[' && match(LINK);
    const href = link && safeHref(link[2] as string);
    if (link && href) {
      take({ type: 'link', href, children: [{ type: 'text', text: link[1] as string }] }, link[0].length);
      continue;
    }
    const bare = readAddress(match(ADDRESS), source, at);
    if (bare) {
      take({ type: 'link', href: bare.href, children: [{ type: 'text', text: bare.text }] }, bare.text.length);
      continue;
    }
    const mention = readMention(char === '@' ? match(MENTION) : null, mentions);
    if (mention && !WORD.test(source[at - 1] ?? ' ')) {
      take({ type: 'mention', userId: mention }, mention.length + 1);
      continue;
    }
    const delimiter = match(DELIMITER);
    if (delimiter) {
      takeDelimiter(delimiter[0]);
      continue;
    }
    text(char as string);
    at++;
  }
  while (stack.length > 1) unwind(stack);
  return root.children;
}

/** Takes a mark that was not closed back into the text around it. */
function unwind(stack: Frame[]): void {
  const { delimiter, children } = stack.pop() as Frame;
  const around = (stack[stack.length - 1] as Frame).children;
  addText(around, delimiter);
  for (const child of children) {
    if (child.type === 'text') addText(around, child.text);
    else around.push(child);
  }
}

function addText(children: Inline[], text: string): void {
  const last = children[children.length - 1];
  if (last?.type === 'text') last.text += text;
  else children.push({ type: 'text', text });
}

function readAddress(found: RegExpExecArray | null, source: string, at: number): { href: string; text: string } | null {
  if (!found || WORD.test(source[at - 1] ?? ' ')) return null;
  const [address] = found;
  // A closing bracket is part of the address if it was opened in it.
  let unopened = count(address, ')') - count(address, '(');
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1] as string;
    if (last === ')' && unopened > 0) unopened--;
    else if (!TRAILING.has(last)) break;
  }
  const text = address.slice(0, end);
  const href = safeHref(text);
  return href ? { href, text } : null;
}

const count = (text: string, char: string) => text.split(char).length - 1;

/** The longest of the known names that stands there: what follows it may be the end of a sentence. */
function readMention(found: RegExpExecArray | null, mentions: ReadonlySet<string>): string | null {
  let name = found?.[1] ?? '';
  while (name && !mentions.has(name)) name = /[.:-]$/.test(name) ? name.slice(0, -1) : '';
  return name || null;
}
