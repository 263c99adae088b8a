import type { ChatChannelView, Message } from '@pulse-io/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, isSkipped } from '../../testing/engines.js';
import { settle } from '../../testing/fake-clock.js';
import { type Call, createTestBackend, type TestBackend } from '../../testing/test-backend.js';
import { readViews } from './channel-view.js';

describe.each(ENGINES)('the view of a channel on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let t: TestBackend;
    let [alice, bob, carol]: Call[] = [];
    beforeAll(async () => {
      t = await createTestBackend(engine);
      [alice, bob, carol] = await Promise.all(['alice', 'bob', 'carol'].map((name) => t.a.user(name)));
    });
    afterAll(() => t.dispose());

    const open = async (id: string) => {
      const members = [{ userId: 'bob', role: 'moderator' }, { userId: 'carol' }];
      await alice?.('POST', '/v1/channels', { body: { id, type: 'team', name: 'Old', members } });
      return `/v1/channels/${id}`;
    };
    const view = async (call: Call | undefined, path: string) =>
      (await (call as Call)<ChatChannelView>('GET', path)).body;

    test('has nothing older than its offset, whatever is written while it is read', async () => {
      const path = await open('moving');
      const options = { projectId: t.a.id, userId: 'bob', oversees: false, now: 0, members: 10 };
      const writing = (async () => {
        for (let n = 0; n < 20; n++) await alice?.('PATCH', path, { body: { name: `Name ${n}` } });
      })();
      const views: ChatChannelView[] = [];
      for (let n = 0; n < 60; n++) {
        views.push(...(await readViews(t.storage.db, ['moving'], options)));
        await settle(1);
      }
      await writing;
      expect(views).toHaveLength(60);
      // Each event of this channel is a change of the channel, so its version says how much the view knows.
      for (const one of views) expect(one.version).toBeGreaterThanOrEqual(one.offset);
    });

    test('names 100 members, and 10 in a list, in the order in which they joined', async () => {
      const members = Array.from({ length: 100 }, (_, n) => ({ userId: `user-${String(n).padStart(3, '0')}` }));
      await alice?.('POST', '/v1/channels', { body: { id: 'crowd', type: 'team', members } });
      const { members: named, memberCount } = await view(alice, '/v1/channels/crowd');
      expect([named.length, memberCount]).toEqual([100, 101]);
      expect(named.map(({ userId }) => userId)).toEqual(['alice', ...members.slice(0, 99).map(({ userId }) => userId)]);
      const { body } = await (alice as Call)<{ data: ChatChannelView[] }>('GET', '/v1/channels');
      expect(body.data.find(({ id }) => id === 'crowd')?.members).toHaveLength(10);
      const all: string[] = [];
      for (let next: string | null = ''; next !== null; ) {
        const query = next === '' ? '' : `&cursor=${next}`;
        const page: { body: { data: { userId: string }[]; next: string | null } } = await (alice as Call)(
          'GET',
          `/v1/channels/crowd/members?limit=40${query}`,
        );
        all.push(...page.body.data.map(({ userId }) => userId));
        next = page.body.next;
      }
      expect(all).toEqual(['alice', ...members.map(({ userId }) => userId)]);
    });

    test('shows drafts, mutes and block lists to whom they concern', async () => {
      const path = await open('private');
      await alice?.('PATCH', path, { body: { blockList: ['foo'] } });
      await carol?.('POST', `${path}/draft`, { body: { text: 'Well,' } });
      await bob?.('POST', `${path}/mutes`, { body: { userId: 'carol', ttlSeconds: 60 } });
      expect(await view(carol, path)).toMatchObject({ draft: { text: 'Well,' } });
      expect((await view(carol, path)).mutedUntil).not.toBeNull();
      expect(await view(carol, path)).not.toHaveProperty('blockList');
      for (const call of [alice, bob, t.a.server]) {
        expect(await view(call, path)).toMatchObject({ draft: null, mutedUntil: null, blockList: ['foo'] });
      }
      expect(JSON.stringify(await view(alice, path))).not.toContain('Well,');
    });

    test('has as its last message one that the viewer sees', async () => {
      const path = await open('shadows');
      await alice?.('POST', `${path}/bans`, { body: { userId: 'carol', shadow: true } });
      await alice?.('POST', `${path}/messages`, { body: { text: 'Seen by all' } });
      const { body: hidden } = await (carol as Call)<Message>('POST', `${path}/messages`, { body: { text: 'Hidden' } });
      for (const call of [alice, bob, carol, t.a.server]) {
        expect((await view(call, path)).lastMessage?.id).toBe(hidden.id);
      }
      await alice?.('POST', `${path}/members`, { body: { members: [{ userId: 'dora' }] } });
      expect((await view(await t.a.user('dora'), path)).lastMessage?.text).toBe('Seen by all');
      expect((await view(bob, path)).unreadCount).toBe(1);
    });

    test('of a draft that says nothing any more is none', async () => {
      const path = await open('drafts');
      const save = (body: Record<string, unknown>) => (carol as Call)('POST', `${path}/draft`, { body });
      await save({ text: 'One' });
      await save({ text: 'Two' });
      expect((await view(carol, path)).draft).toMatchObject({ text: 'Two' });
      expect((await save({ text: '  ' })).status).toBe(200);
      expect((await view(carol, path)).draft).toBeNull();
      expect((await (carol as Call)('DELETE', `${path}/draft`)).body).toEqual({ removed: false });
      const image = { type: 'image', url: 'https://files.example/a.png' };
      expect((await save({ text: '', attachments: [image] })).status).toBe(200);
      expect((await view(carol, path)).draft).toMatchObject({ text: '', attachments: [image] });
      expect((await (carol as Call)('DELETE', `${path}/draft`)).body).toEqual({ removed: true });
      for (const [body, param] of [
        [{ text: 'x'.repeat(10_001) }, 'text'],
        [{ text: 'x', replyTo: 'nothing' }, 'replyTo'],
        [{ text: 'x', mood: 'fine' }, 'mood'],
        [{}, 'text'],
      ] as const) {
        expect((await save(body)).body).toMatchObject({ status: 400, param });
      }
    });
  });
});
