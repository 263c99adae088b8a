import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Inline } from './nodes.js';
import { parseInline } from './parse-inline.js';
import { parseMarkdown } from './parse-markdown.js';

const NOBODY: ReadonlySet<string> = new Set();
const inline = (source: string, mentions: string[] = []) => parseInline(source, new Set(mentions)).map(show).join('');

/** A short form of a tree, so that a test reads like its text. */
function show(node: Inline): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'code':
      return `<code ${node.text}>`;
    case 'link':
      return `<link ${node.href} ${node.children.map(show).join('')}>`;
    case 'mention':
      return `<mention ${node.userId}>`;
    case 'break':
      return '<br>';
    default:
      return `<${node.type} ${node.children.map(show).join('')}>`;
  }
}

describe('marks in a line', () => {
  it.each([
    ['**bold** and *soft* and _soft_ and ~~gone~~', '<strong bold> and <em soft> and <em soft> and <del gone>'],
    ['**all *of* it**', '<strong all <em of> it>'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    ['**never closed *at all', '**never closed *at all'],
    ['*crossed **over* out**', '<em crossed **over> out**'],
    ['`a*b*` and ``x ` y``', '<code a*b*> and <code x ` y>'],
    ['\\*plain\\* \\`too\\`', '*plain* `too`'],
    ['**** and ____', '**** and ____'],
  ])('%s', (source, expected) => expect(inline(source)).toBe(expected));
});

describe('links', () => {
  it.each([
    ['see https://pulse.dev/a_b_c.', 'see <link https://pulse.dev/a_b_c https://pulse.dev/a_b_c>.'],
    [
      '(https://en.wikipedia.org/wiki/Pulse_(album))',
      '(<link https://en.wikipedia.org/wiki/Pulse_(album) https://en.wikipedia.org/wiki/Pulse_(album)>)',
    ],
    ['[the docs](https://pulse.dev)', '<link https://pulse.dev/ the docs>'],
    ['[mail](mailto:a@b.dev)', '<link mailto:a@b.dev mail>'],
    ['[run](javascript:alert)', '[run](javascript:alert)'],
    ['[data](data:text/html,x)', '[data](data:text/html,x)'],
    ['[file](/etc/passwd)', '[file](/etc/passwd)'],
    ['xhttps://a.dev', 'xhttps://a.dev'],
  ])('%s', (source, expected) => expect(inline(source)).toBe(expected));
});

it('mentions those who are named, and nobody else', () => {
  expect(inline('Hi @maya, @leo. and @nobody, mail a@maya', ['maya', 'leo'])).toBe(
    'Hi <mention maya>, <mention leo>. and @nobody, mail a@maya',
  );
  expect(inline('@maya.lee: yes', ['maya.lee'])).toBe('<mention maya.lee>: yes');
});

it('reads blocks', () => {
  const source = 'First\nsecond\n\n> quoted\n> more\n- one\n- *two*\n3. three\n```ts\nconst a = *1*;\n\n```\nlast';
  const kinds = parseMarkdown(source).map((block) => block.type);
  expect(kinds).toEqual(['paragraph', 'quote', 'list', 'list', 'code', 'paragraph']);
  expect(parseMarkdown(source)[3]).toMatchObject({ ordered: true, start: 3 });
  expect(parseMarkdown(source)[4]).toEqual({ type: 'code', text: 'const a = *1*;\n' });
  expect(parseMarkdown('```\nopen to the end')).toEqual([{ type: 'code', text: 'open to the end' }]);
});

/** All text of a tree, and every address in it. */
function flatten(nodes: Inline[]): { text: string; hrefs: string[] } {
  let text = '';
  const hrefs: string[] = [];
  for (const node of nodes) {
    if (node.type === 'text' || node.type === 'code') text += node.text;
    if (node.type === 'link') hrefs.push(node.href);
    if ('children' in node) {
      const inner = flatten(node.children);
      text += inner.text;
      hrefs.push(...inner.hrefs);
    }
  }
  return { text, hrefs };
}

const inlinesOf = (block: Block): Inline[] =>
  'children' in block ? block.children : 'items' in block ? block.items.flat() : [];
const piece = fc.constantFrom(
  '*',
  '**',
  '_',
  '~~',
  '`',
  '```',
  '[',
  '](',
  ')',
  '\\',
  '\n',
  '> ',
  '- ',
  '1. ',
  '@maya',
  'word',
  ' ',
  'https://a.dev',
  'javascript:x',
  '😀',
  'مرحبا',
  '<b>',
);
const anyText = fc.oneof(
  fc.string(),
  fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
);

it('never makes a link of anything but http, https and mailto, and loses no letter', () => {
  const letters = (text: string) => text.replaceAll(/[^\p{L}\p{N}<>😀]/gu, '');
  fc.assert(
    fc.property(anyText, (source) => {
      const { text, hrefs } = flatten(parseInline(source, NOBODY));
      for (const href of hrefs) expect(href).toMatch(/^(https?:|mailto:)/);
      if (hrefs.length === 0) expect(letters(text)).toBe(letters(source));
      for (const block of parseMarkdown(source)) {
        for (const href of flatten(inlinesOf(block)).hrefs) expect(href).toMatch(/^(https?:|mailto:)/);
      }
    }),
    { numRuns: 1_000 },
  );
});

it.each([
  '*',
  '**a',
  '_a',
  '`',
  '`a',
  '``a`',
  '[',
  '[a](',
  '~~',
  '> ',
  '\\',
  '@',
  'http://',
  'http://a)',
  'a.',
  '*a**b_',
  '- a\n',
  '((((http://a(',
])('comes to an end for a million characters of %j, which a step for each pair of them would not', (pattern) => {
  expect(parseMarkdown(pattern.repeat(1_000_000 / pattern.length)).length).toBeGreaterThan(0);
  expect(parseMarkdown(`http://a${pattern.repeat(1_000_000 / pattern.length)}`).length).toBeGreaterThan(0);
});
