import { el } from './dom.js';

/** Strings, names of fields, numbers and the three words of JSON. */
const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;
/** Colouring more than this is felt. */
const COLOURED_CHARS = 60_000;

/** JSON that reads well. */
export function jsonView(value: unknown): HTMLElement {
  const text = JSON.stringify(value, null, 2);
  const code = el('code');
  let end = 0;
  for (const match of text.length > COLOURED_CHARS ? [] : text.matchAll(TOKEN)) {
    const [token, string, colon] = match;
    code.append(text.slice(end, match.index));
    const plain = string ?? token;
    code.append(el('span', { class: colon ? 'key' : string ? 'str' : 'lit' }, plain), token.slice(plain.length));
    end = match.index + token.length;
  }
  code.append(text.slice(end));
  return el('pre', { tabindex: '0' }, code);
}
