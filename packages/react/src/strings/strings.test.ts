import { describe, expect, it } from 'vitest';
import { ar } from './ar.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import type { Strings } from './strings.js';

const LANGUAGES: Strings[] = [en, de, es, fr, ar];
const COUNTS = [0, 1, 2, 3, 7, 11, 99, 100, 1_234];

describe.each(LANGUAGES)('$locale', (strings) => {
  const texts = Object.entries(strings).filter(([, value]) => typeof value === 'string') as [string, string][];

  it('says everything, and nothing that is merely English', () => {
    for (const [name, text] of texts) expect(text.trim(), name).not.toBe('');
    const same = texts.filter(
      ([name, text]) => strings !== en && text === en[name as keyof Strings] && text.length > 8,
    );
    expect(same).toEqual([]);
    expect(Object.keys(strings.problems).sort()).toEqual(Object.keys(en.problems).sort());
  });

  it('has a form for every number, with the number as it writes it', () => {
    const { format: number } = new Intl.NumberFormat(strings.locale);
    for (const say of [strings.unreadMessages, strings.replies, strings.slowMode, strings.charactersLeft]) {
      for (const count of COUNTS) {
        expect(say(count)).not.toContain('#');
        if (count > 10) expect(say(count)).toContain(number(count));
      }
    }
  });

  it('joins names as it does', () => {
    expect(strings.isTyping(['Maya', 'Leo'])).toMatch(/Maya.*Leo/);
    expect(strings.isTyping(['Maya'])).not.toBe(strings.isTyping(['Maya', 'Leo']).replace(' Leo', ''));
  });
});

it('uses the forms of the language: Arabic has six, English two', () => {
  expect([1, 2, 3, 11].map(ar.replies)).toEqual([
    'رد واحد',
    'ردّان',
    expect.stringContaining('ردود'),
    expect.stringContaining('ردًا'),
  ]);
  expect([1, 2].map(en.replies)).toEqual(['1 reply', '2 replies']);
});
