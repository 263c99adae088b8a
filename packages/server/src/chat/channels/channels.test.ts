import type { ChatChannelView, Page } from '@pulse-io/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, isSkipped } from '../../testing/engines.js';
import { createTestBackend, type TestBackend } from '../../testing/test-backend.js';

describe.each(ENGINES)('channels on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let t: TestBackend;
    beforeAll(async () => {
      t = await createTestBackend(engine);
    });
    afterAll(() => t.dispose());

    test('whoever creates one owns it, and its members see it', async () => {
      const [alice, bob, eve] = [await t.a.user('alice'), await t.a.user('bob'), await t.a.user('eve')];
      const body = { id: 'team-1', type: 'team', name: 'Team', members: [{ userId: 'bob', role: 'moderator' }] };
      const { status, body: made } = await alice<ChatChannelView>('POST', '/v1/channels', { body });
      expect(status).toBe(201);
      expect(made).toMatchObject({
        ...{ id: 'team-1', type: 'team', name: 'Team', memberCount: 2, createdBy: 'alice', lastMessageAt: null },
        members: [
          { userId: 'alice', role: 'owner' },
          { userId: 'bob', role: 'moderator' },
        ],
        membership: { userId: 'alice', role: 'owner' },
        ...{ unreadCount: 0, unreadMentions: 0, mutedUntil: null, draft: null, blockList: [], offset: 0, version: 1 },
      });
      expect((await bob<ChatChannelView>('GET', '/v1/channels/team-1')).body.membership?.role).toBe('moderator');
      expect((await eve('GET', '/v1/channels/team-1')).body).toMatchObject({ status: 404, code: 'not_found' });
      const list = await bob<Page<ChatChannelView>>('GET', '/v1/channels');
      expect(list.body.data.map(({ id }) => id)).toContain('team-1');
    });

    test('the same id again is answered as it stands, and of another type or hidden from the caller is a conflict', async () => {
      const [alice, eve] = [await t.a.user('alice'), await t.a.user('eve')];
      const create = (call: typeof alice, type: string) =>
        call('POST', '/v1/channels', { body: { id: 'again', type } });
      expect((await create(alice, 'messaging')).status).toBe(201);
      expect(await create(alice, 'messaging')).toMatchObject({
        status: 201,
        body: { id: 'again', createdBy: 'alice' },
      });
      expect((await create(alice, 'team')).body).toMatchObject({ status: 409, code: 'conflict', param: 'id' });
      expect((await create(eve, 'messaging')).body).toMatchObject({ status: 409, code: 'conflict', param: 'id' });
    });

    test('a dm is one for the same people, whoever begins it and however often', async () => {
      const [alice, bob] = [await t.a.user('alice'), await t.a.user('bob')];
      const dm = (call: typeof alice, ...users: string[]) =>
        call<ChatChannelView>('POST', '/v1/channels', {
          body: { type: 'dm', members: users.map((userId) => ({ userId })) },
        });
      const answers = await Promise.all([
        ...Array.from({ length: 5 }, () => dm(alice, 'bob')),
        ...Array.from({ length: 5 }, () => dm(bob, 'alice', 'bob')),
      ]);
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(answers.every(({ body }) => body.memberCount === 2)).toBe(true);
      const id = answers[0]?.body.id;
      const others = await dm(alice, 'bob', 'carol');
      expect(others.body.id).not.toBe(id);
      expect((await dm(alice)).body).toMatchObject({ code: 'invalid_request', param: 'members' });
      for (const body of [
        { type: 'dm', id: 'mine', members: [{ userId: 'bob' }] },
        { type: 'dm', name: 'Us', members: [{ userId: 'bob' }] },
        { type: 'dm', members: [{ userId: 'bob', role: 'owner' }] },
      ]) {
        expect((await alice('POST', '/v1/channels', { body })).body).toMatchObject({ code: 'invalid_request' });
      }
      for (const [method, path, body] of [
        ['POST', `/v1/channels/${id}/members`, { members: [{ userId: 'eve' }] }],
        ['DELETE', `/v1/channels/${id}/members/alice`, undefined],
        ['PATCH', `/v1/channels/${id}/members/bob`, { role: 'owner' }],
      ] as const) {
        expect((await alice(method, path, { body })).body).toMatchObject({ status: 403, code: 'forbidden' });
      }
    });

    test('nobody takes the id under which others would begin a dm', async () => {
      const [alice, mallory] = [await t.a.user('alice'), await t.a.user('mallory')];
      const body = { type: 'dm', members: [{ userId: 'zoe' }] };
      const { id } = (await t.b.server<ChatChannelView>('POST', '/v1/channels', { body: { ...body, userId: 'alice' } }))
        .body;
      for (const type of ['messaging', 'team', 'livestream']) {
        const taken = await mallory('POST', '/v1/channels', { body: { id, type } });
        expect(taken.body).toMatchObject({ status: 400, code: 'invalid_request', param: 'id' });
      }
      expect(await alice('POST', '/v1/channels', { body })).toMatchObject({
        status: 201,
        body: { id, memberCount: 2 },
      });
    });

    test('a deleted channel is gone for everybody, and its id stays taken', async () => {
      const [alice, bob] = [await t.a.user('alice'), await t.a.user('bob')];
      const body = { id: 'gone', type: 'messaging', members: [{ userId: 'bob' }] };
      await alice('POST', '/v1/channels', { body });
      expect((await bob('DELETE', '/v1/channels/gone')).body).toMatchObject({ status: 403, code: 'forbidden' });
      expect((await alice('DELETE', '/v1/channels/gone')).body).toEqual({ id: 'gone', removed: true });
      for (const call of [alice, bob, t.a.server]) {
        expect((await call('GET', '/v1/channels/gone')).body).toMatchObject({ status: 404, code: 'not_found' });
      }
      const list = await alice<Page<ChatChannelView>>('GET', '/v1/channels');
      expect(list.body.data.map(({ id }) => id)).not.toContain('gone');
      expect((await alice('POST', '/v1/channels', { body })).body).toMatchObject({ status: 409, code: 'conflict' });
    });

    test('an owner who leaves is followed by the first moderator, else by the first member', async () => {
      const alice = await t.a.user('alice');
      const members = [{ userId: 'bob' }, { userId: 'carol', role: 'moderator' }];
      await alice('POST', '/v1/channels', { body: { id: 'heirs', type: 'messaging', members } });
      expect((await alice('DELETE', '/v1/channels/heirs/members/alice')).body).toMatchObject({ removed: true });
      expect((await alice('GET', '/v1/channels/heirs')).status).toBe(404);
      const roles = async () =>
        (await t.a.server<ChatChannelView>('GET', '/v1/channels/heirs')).body.members.map(
          ({ userId, role }) => `${userId} ${role}`,
        );
      expect(await roles()).toEqual(['bob member', 'carol owner']);
      const carol = await t.a.user('carol');
      await carol('DELETE', '/v1/channels/heirs/members/carol');
      expect(await roles()).toEqual(['bob owner']);
    });

    test.each([
      [{ type: 'team', name: 'a‮b' }, 'invalid_request', 'name'],
      [{ type: 'team', name: '   ' }, 'invalid_request', 'name'],
      [{ type: 'team', name: 'line\nbreak' }, 'invalid_request', 'name'],
      [{ type: 'club' }, 'invalid_request', 'type'],
      [{ type: 'team', id: '..' }, 'invalid_request', 'id'],
      [{ type: 'team', id: 'a/b' }, 'invalid_request', 'id'],
      [{ type: 'team', owner: 'me' }, 'unknown_field', 'owner'],
      [{ type: 'team', slowModeSeconds: -1 }, 'invalid_request', 'slowModeSeconds'],
      [
        { type: 'team', members: Array.from({ length: 101 }, (_, n) => ({ userId: `u${n}` })) },
        'invalid_request',
        'members',
      ],
      [{ type: 'team', custom: { big: 'x'.repeat(20_000) } }, 'invalid_request', 'custom'],
      [{ type: 'team', userId: 'bob' }, 'forbidden_user', 'userId'],
    ])('%j is refused', async (body, code, param) => {
      const alice = await t.a.user('alice');
      expect((await alice('POST', '/v1/channels', { body })).body).toMatchObject({ code, param });
    });
  });
});
