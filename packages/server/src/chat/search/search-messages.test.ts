import type { Message, Page } from '@pulse-io/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES_AND_WASM, isSkipped } from '../../testing/engines.js';
import { type Call, createTestBackend, type TestBackend } from '../../testing/test-backend.js';

describe.each(ENGINES_AND_WASM)('search on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let t: TestBackend;
    let channels = 0;
    beforeAll(async () => {
      t = await createTestBackend(engine);
    });
    afterAll(() => t.dispose());

    /** A channel that a new user owns, with new members; the ids and calls of its users, the owner first. */
    async function open(type = 'messaging', ...names: string[]) {
      const n = ++channels;
      const users = ['owner', ...names].map((name) => `${name}-${n}`);
      const calls = await Promise.all(users.map((name) => t.a.user(name)));
      const id = `search-${n}`;
      const members = users.slice(1).map((userId) => ({ userId }));
      await calls[0]?.('POST', '/v1/channels', { body: { id, type, ...(members.length > 0 && { members }) } });
      return { id, users, calls: calls as unknown as [Call, ...Call[]], path: `/v1/channels/${id}` };
    }
    const send = async (call: Call | undefined, path: string, text: string, more = {}) =>
      (await (call as Call)<Message>('POST', `${path}/messages`, { body: { text, ...more } })).body;
    const search = async (call: Call | undefined, query: Record<string, string>) =>
      (await (call as Call)<Page<Message>>('GET', `/v1/search/messages?${new URLSearchParams(query)}`)).body;
    const texts = async (call: Call | undefined, query: Record<string, string>) =>
      (await search(call, query)).data.map(({ text }) => text);

    test('finds all words, the last one as a beginning, the newest first', async () => {
      const { calls, path } = await open();
      for (const text of ['Hello world', 'world of Hellos', 'hell is other worlds', 'help, world']) {
        await send(calls[0], path, text);
      }
      expect(await texts(calls[0], { q: 'WORLD hello' })).toEqual(['world of Hellos', 'Hello world']);
      expect(await texts(calls[0], { q: 'hell world' })).toEqual(['hell is other worlds']);
      expect(await texts(calls[0], { q: 'world hel' })).toEqual(['help, world', 'world of Hellos', 'Hello world']);
      expect(await texts(calls[0], { q: 'hello moon' })).toEqual([]);
    });

    test('whatever case, accents and width a word is written in, it is found', async () => {
      const { calls, path } = await open();
      await send(calls[0], path, 'Crème Brûlée in der Straße, ＷＩＤＥ and ΟΔΟΣ');
      await send(calls[0], path, '今日は東京タワーへ行く');
      await send(calls[0], path, 'שָׁלוֹם עולם');
      for (const q of ['creme brulee', 'STRASSE', 'wide', 'οδοσ', 'strasse wi']) {
        expect(await texts(calls[0], { q }), q).toHaveLength(1);
      }
      expect(await texts(calls[0], { q: '東京' })).toEqual(['今日は東京タワーへ行く']);
      expect(await texts(calls[0], { q: 'שלום' })).toHaveLength(1);
    });

    test('what looks like syntax is plain text', async () => {
      const { calls, path, users, id } = await open();
      await send(calls[0], path, 'it\'s a-b *star* NEAR OR AND NOT 100% "quoted" words:tags');
      await send(calls[0], path, 'nothing of it');
      for (const q of ['"', '*', '-', "'", '()', '\0', '🎉', '%', ':*', '&', '!', "'' OR 1=1 --\0", '^']) {
        expect(await texts(calls[0], { q }), JSON.stringify(q)).toEqual([]);
      }
      for (const q of ['"quoted', 'near or', 'NOT and', 'words:tags', 'a-b', '*star*', "it's", "a' b & 's", 'sta*']) {
        expect(await texts(calls[0], { q }), JSON.stringify(q)).toHaveLength(1);
      }
      for (const q of [`_c_${id}`, `_u_${users[0]}`, '_p', '_']) expect(await texts(calls[0], { q })).toEqual([]);
    });

    test('finds in one’s own channels, until one is banned or removed from them', async () => {
      const { calls, path, users } = await open('messaging', 'member');
      const [owner, member] = calls;
      const stranger = await t.a.user('stranger');
      await send(owner, path, 'a needle here');
      expect(await texts(member, { q: 'needle' })).toEqual(['a needle here']);
      expect(await texts(stranger, { q: 'needle' })).toEqual([]);
      await owner('POST', `${path}/bans`, { body: { userId: users[1] } });
      expect(await texts(member, { q: 'needle' })).toEqual([]);
      await owner('DELETE', `${path}/bans/${users[1]}`);
      expect(await texts(member, { q: 'needle' })).toHaveLength(1);
      await owner('DELETE', `${path}/members/${users[1]}`);
      expect(await texts(member, { q: 'needle' })).toEqual([]);
    });

    test('in a channel that is named, whoever sees it searches; nobody else', async () => {
      const secret = await open('team');
      const stream = await open('livestream');
      const [eve] = (await open()).calls;
      await send(secret.calls[0], secret.path, 'hidden thing');
      await send(stream.calls[0], stream.path, 'open thing');
      expect(await texts(eve, { q: 'thing', channelId: stream.id })).toEqual(['open thing']);
      expect(await texts(eve, { q: 'thing' })).toEqual([]);
      expect(await search(eve, { q: 'thing', channelId: secret.id })).toMatchObject({ status: 404, code: 'not_found' });
      const overseer = await t.a.user('overseer', { role: 'moderator' });
      expect(await texts(overseer, { q: 'hidden' })).toEqual(['hidden thing']);
      expect(await texts(t.a.server, { q: 'hidden' })).toEqual(['hidden thing']);
      expect(await texts(t.a.server, { q: 'hidden', userId: 'nobody' })).toEqual([]);
      expect(await texts(t.a.server, { q: 'hidden', userId: secret.users[0] ?? '' })).toEqual(['hidden thing']);
      await secret.calls[0]('DELETE', secret.path);
      expect(await texts(t.a.server, { q: 'hidden' })).toEqual([]);
      expect(await texts(secret.calls[0], { q: 'hidden' })).toEqual([]);
    });

    test('follows edits and forgets what was deleted, threads included', async () => {
      const { calls, path } = await open();
      const [owner] = calls;
      const first = await send(owner, path, 'apple pie');
      await send(owner, path, 'pie in the thread', { parentId: first.id });
      const second = await send(owner, path, 'cherry pie');
      expect(await texts(owner, { q: 'pie' })).toEqual(['cherry pie', 'pie in the thread', 'apple pie']);
      for (const text of ['…', 'plum pie']) {
        await owner('PATCH', `${path}/messages/${first.id}`, { body: { text } });
        expect(await texts(owner, { q: 'apple' })).toEqual([]);
      }
      expect(await texts(owner, { q: 'pie' })).toEqual(['cherry pie', 'pie in the thread', 'plum pie']);
      await owner('DELETE', `${path}/messages/${second.id}`);
      expect(await texts(owner, { q: 'pie' })).toEqual(['pie in the thread', 'plum pie']);
      await owner('DELETE', `${path}/messages/${first.id}?hard=true`);
      expect(await texts(owner, { q: 'pie' })).toEqual([]);
    });

    test('shows what was written under a shadow ban to its author and to moderators alone', async () => {
      const { calls, path, users } = await open('messaging', 'troll', 'reader');
      const [owner, troll, reader] = calls;
      await owner('POST', `${path}/bans`, { body: { userId: users[1], shadow: true } });
      await send(troll, path, 'shady words');
      expect(await texts(troll, { q: 'shady' })).toEqual(['shady words']);
      expect(await texts(owner, { q: 'shady' })).toEqual(['shady words']);
      expect(await texts(reader, { q: 'shady' })).toEqual([]);
      expect(await texts(t.a.server, { q: 'shady' })).toEqual(['shady words']);
      expect(await texts(t.a.server, { q: 'shady', userId: users[2] ?? '' })).toEqual([]);
    });

    test('pages by cursors that are good for one search of one user', async () => {
      const { calls, path, users } = await open('messaging', 'other');
      const [owner, other] = calls;
      for (let n = 0; n < 7; n++) await send(n % 2 ? owner : other, path, `page ${n}`);
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<Message> = await search(owner, { q: 'page', limit: '3', ...(cursor && { cursor }) });
        seen.push(...page.data.map(({ text }) => text));
        cursor = page.next;
        if (!cursor) continue;
        for (const [call, query] of [
          [owner, { q: 'pag' }],
          [owner, { q: 'page', from: users[1] ?? '' }],
          [other, { q: 'page' }],
        ] as const) {
          expect(await search(call, { ...query, cursor })).toMatchObject({ status: 400, code: 'invalid_cursor' });
        }
      } while (cursor);
      expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `page ${n}`));
      expect(await texts(owner, { q: 'page', from: users[0] ?? '' })).toEqual(['page 5', 'page 3', 'page 1']);
      expect((await search(owner, { q: 'page' })).data[0]).toMatchObject({ ownReactions: [] });
    });

    test.each([
      [{ q: ' ' }, 'invalid_request', 'q'],
      [{ q: 'x'.repeat(257) }, 'invalid_request', 'q'],
      [{ q: 'x', channelId: '../x' }, 'invalid_request', 'channelId'],
      [{ q: 'x', userId: 'bob' }, 'forbidden_user', 'userId'],
      [{ q: 'x', sort: 'rank' }, 'unknown_field', 'sort'],
    ])('%j is refused', async (query, code, param) => {
      expect(await search(await t.a.user('alice'), query)).toMatchObject({ code, param });
    });
  });
});
