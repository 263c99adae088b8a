import type { Activity, Follow, Page } from '@pulse-io/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ENGINES_AND_WASM, isSkipped } from '../testing/engines.js';
import { type Call, createTestBackend, type TestBackend } from '../testing/test-backend.js';

const post = (actor: string, text: string) => ({ actor: `user:${actor}`, verb: 'post', object: 'note', text });

async function read<Item>(call: Call, path: string, limit = 25): Promise<Item[]> {
  const items: Item[] = [];
  let cursor = '';
  do {
    const { status, body } = await call<Page<Item>>('GET', `${path}?limit=${limit}${cursor}`);
    expect(status).toBe(200);
    expect(body.data.length).toBeLessThanOrEqual(limit);
    items.push(...body.data);
    cursor = body.next === null ? '' : `&cursor=${encodeURIComponent(body.next)}`;
  } while (cursor !== '');
  return items;
}

const texts = async (call: Call, feed: string, limit?: number) =>
  (await read<Activity>(call, `/v1/feeds/${feed}`, limit)).map(({ text }) => text);

describe.each(ENGINES_AND_WASM)('feeds on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let t: TestBackend;
    let alice: Call;
    let bob: Call;
    beforeEach(async () => {
      t = await createTestBackend(engine);
      [alice, bob] = [await t.a.user('alice'), await t.a.user('bob')];
    });
    afterEach(() => t.dispose());

    it('answers a new activity whole and lists it first', async () => {
      const input = {
        ...post('alice', 'hello'),
        target: 'board:1',
        foreignId: 'note:1',
        attachments: [{ type: 'image', url: 'https://example.com/a.png', title: 'A' }],
        mentions: ['bob'],
        tags: ['first'],
        custom: { mood: { level: 3 } },
      };
      const { status, body } = await alice<Activity>('POST', '/v1/feeds/user:alice/activities', { body: input });
      expect(status).toBe(201);
      expect(body).toEqual({ ...input, id: body.id, feed: 'user:alice', time: body.time });
      const list = await bob<Page<Activity>>('GET', '/v1/feeds/user:alice');
      expect(list.body).toEqual({ data: [body], next: null });
    });

    it('pages newest first without repeating or skipping, whatever the page size', async () => {
      const all = Array.from({ length: 23 }, (_, n) => `post ${n}`);
      for (const text of all) await alice('POST', '/v1/feeds/user:alice/activities', { body: post('alice', text) });
      for (const limit of [1, 7, 23, 100]) expect(await texts(alice, 'user:alice', limit)).toEqual(all.toReversed());
    });

    it('places an activity by the time that a server gives it', async () => {
      for (const [text, time] of [
        ['new', '2026-03-01T00:00:00.000Z'],
        ['old', '2026-01-01T00:00:00.000Z'],
        ['middle', '2026-02-01T00:00:00.000Z'],
      ] as const) {
        await t.a.server('POST', '/v1/feeds/user:alice/activities', { body: { ...post('alice', text), time } });
      }
      expect(await texts(alice, 'user:alice')).toEqual(['new', 'middle', 'old']);
    });

    it('carries activities to the feeds that follow, and back-fills on follow', async () => {
      await bob('POST', '/v1/feeds/user:bob/activities', { body: post('bob', 'before') });
      const followed = await alice<Follow>('POST', '/v1/feeds/alice/follow', { body: { target: 'bob' } });
      expect(followed.status).toBe(201);
      expect(followed.body).toMatchObject({ source: 'timeline:alice', target: 'user:bob' });
      await bob('POST', '/v1/feeds/user:bob/activities', { body: post('bob', 'after') });
      await t.backend.idle();
      expect(await texts(alice, 'timeline:alice')).toEqual(['after', 'before']);
    });

    it('follows once, however often it is asked to', async () => {
      const first = await alice<Follow>('POST', '/v1/feeds/timeline:alice/follow', { body: { target: 'user:bob' } });
      const again = await alice<Follow>('POST', '/v1/feeds/alice/follow', { body: { target: 'bob' } });
      expect(again.body).toEqual(first.body);
      expect(await read<Follow>(alice, '/v1/feeds/alice/following')).toEqual([first.body]);
      expect(await read<Follow>(bob, '/v1/feeds/bob/followers')).toEqual([first.body]);
    });

    it('empties a timeline of what was unfollowed, at once', async () => {
      await alice('POST', '/v1/feeds/alice/follow', { body: { target: 'bob' } });
      await alice('POST', '/v1/feeds/alice/follow', { body: { target: 'carol' } });
      for (const name of ['bob', 'carol']) {
        await t.a.server('POST', `/v1/feeds/user:${name}/activities`, { body: post(name, `by ${name}`) });
      }
      await t.backend.idle();
      const path = '/v1/feeds/alice/unfollow';
      expect((await alice('DELETE', path, { body: { target: 'bob' } })).body).toMatchObject({ removed: true });
      expect((await alice('DELETE', path, { body: { target: 'bob' } })).body).toMatchObject({ removed: false });
      expect(await texts(alice, 'timeline:alice')).toEqual(['by carol']);
      expect(await read<Follow>(bob, '/v1/feeds/bob/followers')).toEqual([]);
    });

    it('removes an activity from everywhere, at once', async () => {
      await alice('POST', '/v1/feeds/alice/follow', { body: { target: 'bob' } });
      const { body } = await bob<Activity>('POST', '/v1/feeds/user:bob/activities', { body: post('bob', 'oops') });
      await t.backend.idle();
      const path = `/v1/feeds/user:bob/activities/${body.id}`;
      expect((await bob('DELETE', path)).body).toEqual({ id: body.id, removed: true });
      expect(await texts(alice, 'timeline:alice')).toEqual([]);
      expect(await texts(bob, 'user:bob')).toEqual([]);
      expect((await bob('DELETE', path)).body).toMatchObject({ status: 404, code: 'not_found' });
    });

    it('pages followers and following', async () => {
      const names = Array.from({ length: 9 }, (_, n) => `fan${n}`);
      for (const name of names) await t.a.server('POST', `/v1/feeds/${name}/follow`, { body: { target: 'bob' } });
      const found = await read<Follow>(bob, '/v1/feeds/bob/followers', 2);
      expect(found.map(({ source }) => source).sort()).toEqual(names.map((name) => `timeline:${name}`));
      for (const name of names) await t.a.server('POST', '/v1/feeds/bob/follow', { body: { target: name } });
      const following = await read<Follow>(bob, '/v1/feeds/bob/following', 4);
      expect(following.map(({ target }) => target).sort()).toEqual(names.map((name) => `user:${name}`));
    });

    it('fans out to more followers than one chunk holds', async () => {
      const fans = Array.from({ length: 1_203 }, (_, n) => `timeline:fan${n}`);
      await t.storage.transaction((tx) =>
        tx
          .insertInto('follow')
          .values(fans.map((source) => ({ projectId: t.a.id, source, target: 'user:star', createdAt: 1 })))
          .execute(),
      );
      const body = post('star', 'hi all');
      const added = await t.a.server<Activity>('POST', '/v1/feeds/user:star/activities', { body });
      await t.backend.idle();
      const items = () =>
        t.storage.db.selectFrom('feedItem').select('feed').where('origin', '=', 'user:star').execute();
      expect((await items()).map(({ feed }) => feed).sort()).toEqual([...fans, 'user:star'].sort());
      await t.a.server('DELETE', `/v1/feeds/user:star/activities/${added.body.id}`);
      await t.backend.idle();
      expect(await items()).toEqual([]);
    });

    it('takes an activity id once: the same again is answered as it stands, another one is a conflict', async () => {
      const body = { id: '01jd0000000000000000000009', ...post('alice', 'once') };
      const path = '/v1/feeds/user:alice/activities';
      const first = await alice<Activity>('POST', path, { body });
      expect((await alice<Activity>('POST', path, { body })).body).toEqual(first.body);
      expect((await alice('POST', path, { body: { ...body, text: 'other' } })).body).toMatchObject({
        code: 'conflict',
      });
      const stolen = await bob('POST', '/v1/feeds/user:bob/activities', { body: { ...body, actor: 'bob' } });
      expect(stolen.body).toMatchObject({ status: 409, code: 'conflict' });
      expect(await texts(alice, 'user:alice')).toEqual(['once']);
    });

    it('runs a keyed call once, also when it is made ten times at once', async () => {
      const call = () =>
        alice<Activity>('POST', '/v1/feeds/user:alice/activities', {
          body: post('alice', 'keyed'),
          headers: { 'idempotency-key': 'k1' },
        });
      const replies = await Promise.all(Array.from({ length: 10 }, call));
      expect(replies.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
      expect(replies.every(({ status }) => status === 201 || status === 409)).toBe(true);
      const replay = await call();
      expect(replay.headers.get('idempotent-replayed')).toBe('true');
      expect(await texts(alice, 'user:alice')).toEqual(['keyed']);
    });

    it('lets nobody write to or peep into the feeds of another', async () => {
      const write = await alice('POST', '/v1/feeds/user:bob/activities', { body: post('alice', 'x') });
      expect(write.body).toMatchObject({ status: 403, code: 'forbidden_user' });
      const asBob = await alice('POST', '/v1/feeds/user:alice/activities', { body: post('bob', 'x') });
      expect(asBob.body).toMatchObject({ status: 403, code: 'forbidden_user', param: 'actor' });
      expect((await alice('GET', '/v1/feeds/timeline:bob')).body).toMatchObject({ status: 404, code: 'not_found' });
      expect((await alice('GET', '/v1/feeds/bob/following')).body).toMatchObject({ status: 404, code: 'not_found' });
      const follow = await alice('POST', '/v1/feeds/bob/follow', { body: { target: 'alice' } });
      expect(follow.body).toMatchObject({ status: 404, code: 'not_found' });
      const spy = await alice('POST', '/v1/feeds/alice/follow', { body: { target: 'timeline:bob' } });
      expect(spy.body).toMatchObject({ status: 404, code: 'not_found' });
      const backdated = { ...post('alice', 'x'), time: '2020-01-01T00:00:00.000Z' };
      const old = await alice('POST', '/v1/feeds/user:alice/activities', { body: backdated });
      expect(old.body).toMatchObject({ status: 403, code: 'forbidden', param: 'time' });
    });
  });
});
