import { ROUTE_SCHEMAS } from '@pulse-io/protocol/schemas';
import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../people/people.js';
import { PICTURES } from '../pictures/pictures.js';
import { type Line, parseTalk } from './parse-talk.js';
import { POSTS } from './posts.js';
import { THREADS } from './threads.js';
import { TOPICS, topicsFor } from './topics.js';

const flat = (lines: readonly Line[]): Line[] => lines.flatMap((line) => [line, ...flat(line.thread)]);

describe('the texts of seed data', () => {
  it('are conversations whose messages the API takes', async () => {
    const talks = [...(await topicsFor([...TOPICS, 'livestream'])), ...THREADS];
    expect(talks.length).toBeGreaterThan(35);
    for (const { text, picture, reactions } of talks.flatMap((talk) => flat(parseTalk(talk)))) {
      expect(ROUTE_SCHEMAS.sendMessage.body.safeParse({ text }).success).toBe(true);
      expect(text).not.toMatch(/[{}[\]]|^\s|\s$/);
      expect(text.length).toBeGreaterThan(0);
      if (picture) expect(PICTURES).toHaveProperty(picture[0]);
      for (const { kind, count } of reactions) {
        expect(ROUTE_SCHEMAS.reactToMessage.body.safeParse({ kind }).success, kind).toBe(true);
        expect(count).toBeLessThan(9);
      }
    }
  });

  it('hold no links in messages: a backend would fetch their pages', async () => {
    expect((await topicsFor([...TOPICS, 'livestream'])).join('\n')).not.toMatch(/https?:|www\./);
  });

  it('refuse a line that is none', () => {
    expect(() => parseTalk('a: fine\nthis is not')).toThrow('no line of a conversation: this is not');
  });

  it('read who speaks, replies, threads, pictures and reactions', () => {
    const [first, second] = parseTalk('a: One [dunes: Dunes] {👍2 🎉}\nb> Two\nc^ Three');
    expect(first).toMatchObject({ speaker: 0, text: 'One', picture: ['dunes', 'Dunes'], thread: [{ speaker: 1 }] });
    expect(first?.reactions).toEqual([
      { kind: '👍', count: 2 },
      { kind: '🎉', count: 1 },
    ]);
    expect(second).toMatchObject({ speaker: 2, text: 'Three', isReply: true });
  });

  it('are posts that the API takes, each one once', () => {
    for (const { text, tags = [], picture, link } of POSTS) {
      const url = link?.[0] ?? 'https://pulse.test';
      const attachments = [{ type: 'link', url, title: link?.[1] ?? picture?.[1] ?? 'none' }];
      const activity = { actor: 'user:maya', verb: 'post', object: 'note:1', text, tags, attachments };
      expect(ROUTE_SCHEMAS.addActivity.body.safeParse(activity).success, text).toBe(true);
      if (picture) expect(PICTURES).toHaveProperty(picture[0]);
    }
    expect(new Set(POSTS.map(({ text }) => text)).size).toBe(POSTS.length);
  });

  it('are in languages that somebody of the people writes in, from right to left and in CJK too', () => {
    const spoken = new Set<string>(['en', ...PEOPLE.flatMap((one) => ('languages' in one ? one.languages : []))]);
    expect([...new Set(POSTS.map(({ language }) => language))].filter((language) => !spoken.has(language))).toEqual([]);
    for (const language of ['ar', 'he', 'ja', 'zh', 'ko'])
      expect(POSTS.map((post) => post.language)).toContain(language);
  });

  it('have one of 4,000 characters', () => {
    expect(Math.max(...POSTS.map(({ text }) => text.length))).toBe(4_000);
  });
});
