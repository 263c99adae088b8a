import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../people/people.js';
import { pictureOf } from './picture-of.js';
import { PICTURES } from './pictures.js';

const MAX_BYTES = 4_096;
const names = [...Object.keys(PICTURES), ...PEOPLE.map(({ id }) => `avatar-${id}`)];

describe('the pictures of seed data', () => {
  it.each(names)('%s is a small SVG that stands on its own', async (name) => {
    const { type, body } = (await pictureOf(name)) ?? {};
    expect(type).toBe('image/svg+xml');
    expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(MAX_BYTES);
    expect(body).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+" viewBox="[\d ]+">/);
    expect(body).not.toMatch(/NaN|undefined|null|<script|href="http|\son\w+=/);
    const ids = new Set([...(body ?? '').matchAll(/id="(\w+)"/g)].map(([, id]) => id));
    const used = [...(body ?? '').matchAll(/url\(#(\w+)\)|href="#(\w+)"/g)].map(([, url, href]) => url ?? href);
    expect(used.filter((id) => !ids.has(id))).toEqual([]);
    expect(unclosed(body ?? '')).toEqual([]);
  });

  it('are the same each time, with or without the ending of a file', async () => {
    expect(await pictureOf('forest.svg')).toEqual(await pictureOf('forest'));
  });

  it.each(['nothing', '__proto__', 'constructor', 'avatar-', 'avatar-nobody', 'avatar-toString', '../dunes', ''])(
    'there is none named %j',
    async (name) => {
      expect(await pictureOf(name)).toBeNull();
    },
  );
});

/** Elements that are opened and not closed, or the other way round. */
function unclosed(body: string): string[] {
  const open: string[] = [];
  for (const [, end, name = '', self] of body.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)) {
    if (end) {
      if (open.pop() !== name) return [`</${name}>`];
    } else if (!self) open.push(name);
  }
  return open;
}
