import type { ChannelRestriction, Page } from '@pulse-io/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, isSkipped } from '../../testing/engines.js';
import { createFakeClock, type FakeClock } from '../../testing/fake-clock.js';
import { type Call, createTestBackend, type TestBackend } from '../../testing/test-backend.js';

describe.each(ENGINES)('bans and mutes on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let t: TestBackend;
    let clock: FakeClock;
    let alice: Call;
    let bob: Call;
    let opened = 0;
    beforeAll(async () => {
      clock = createFakeClock();
      t = await createTestBackend(engine, { clock });
      [alice, bob] = [await t.a.user('alice'), await t.a.user('bob')];
    });
    afterAll(() => t.dispose());

    const open = async (type = 'team') => {
      const id = `channel-${++opened}`;
      await alice('POST', '/v1/channels', { body: { id, type, members: [{ userId: 'bob' }] } });
      return `/v1/channels/${id}`;
    };
    const idsOf = async (call: Call) =>
      (await call<Page<{ id: string }>>('GET', '/v1/channels?limit=100')).body.data.map(({ id }) => id);
    /** The events of a realtime channel that concern a chat channel. */
    const eventsOf = async (channel: string, path: string) => {
      const rows = await t.storage.db
        .selectFrom('event')
        .select(['type', 'data'])
        .where('projectId', '=', t.a.id)
        .where('channel', '=', channel)
        .orderBy('offset')
        .execute();
      const channelId = path.slice('/v1/channels/'.length);
      return rows
        .filter(({ data }) => (JSON.parse(data) as { channelId?: string }).channelId === channelId)
        .map(({ type }) => type);
    };

    test('end by themselves after their time', async () => {
      const path = await open();
      const ban = await alice<ChannelRestriction>('POST', `${path}/bans`, {
        body: { userId: 'bob', ttlSeconds: 60, reason: 'Spam' },
      });
      expect(ban).toMatchObject({ status: 201, body: { kind: 'ban', userId: 'bob', by: 'alice', reason: 'Spam' } });
      expect(Date.parse(ban.body.expiresAt ?? '') - clock.now()).toBe(60_000);
      expect((await bob('GET', path)).body).toMatchObject({ status: 403, code: 'banned' });
      expect(await idsOf(bob)).not.toContain(path.slice(13));
      await clock.advance(59_999);
      expect((await bob('GET', path)).status).toBe(403);
      await clock.advance(1);
      expect((await bob('GET', path)).status).toBe(200);
      expect(await idsOf(bob)).toContain(path.slice(13));
      expect((await alice<Page<unknown>>('GET', `${path}/restrictions`)).body.data).toEqual([]);
      expect((await alice('DELETE', `${path}/bans/bob`)).body).toMatchObject({ removed: false });
    });

    test('of a moderator are lifted by owners and the project, neither by itself nor by its like', async () => {
      const path = await open();
      const carol = await t.a.user('carol');
      await alice('PATCH', `${path}/members/bob`, { body: { role: 'moderator' } });
      await alice('POST', `${path}/members`, { body: { members: [{ userId: 'carol', role: 'moderator' }] } });
      await alice('POST', `${path}/mutes`, { body: { userId: 'bob', ttlSeconds: 60 } });
      await alice('POST', `${path}/bans`, { body: { userId: 'bob', shadow: true } });
      for (const moderator of [bob, carol]) {
        for (const what of ['mutes', 'bans']) {
          expect((await moderator('DELETE', `${path}/${what}/bob`)).body).toMatchObject({ code: 'forbidden' });
        }
      }
      expect((await bob('POST', `${path}/messages`, { body: { text: 'Hello' } })).body).toMatchObject({
        code: 'muted',
      });
      expect((await alice('DELETE', `${path}/mutes/bob`)).body).toMatchObject({ removed: true });
      expect((await t.a.server('DELETE', `${path}/bans/bob`)).body).toMatchObject({ removed: true });
    });

    test('take the place of earlier ones, and are lifted as one', async () => {
      const path = await open();
      const restrict = (what: string, body: Record<string, unknown>) =>
        alice('POST', `${path}/${what}`, { body: { userId: 'bob', ...body } });
      await restrict('mutes', { ttlSeconds: 60 });
      await restrict('mutes', { ttlSeconds: 120, reason: 'Still loud' });
      await restrict('bans', { shadow: true });
      const list = async () =>
        (await alice<Page<ChannelRestriction>>('GET', `${path}/restrictions`)).body.data.map(
          ({ kind, reason }) => `${kind} ${reason}`,
        );
      expect(await list()).toEqual(['mute Still loud', 'shadow_ban null']);
      expect((await bob('POST', `${path}/messages`, { body: { text: 'Hi' } })).body).toMatchObject({ code: 'muted' });
      expect((await alice('DELETE', `${path}/mutes/bob`)).body).toMatchObject({ userId: 'bob', removed: true });
      expect(await list()).toEqual(['shadow_ban null']);
      await restrict('bans', {});
      expect((await alice('DELETE', `${path}/bans/bob`)).body).toMatchObject({ removed: true });
      expect(await list()).toEqual([]);
      expect((await bob('GET', path)).status).toBe(200);
    });

    test('are told to the channel, to whom they concern and to the project; a shadow ban to the project alone', async () => {
      const path = await open();
      const ch = `chat:${path.slice(13)}`;
      await alice('POST', `${path}/bans`, { body: { userId: 'bob', shadow: true } });
      expect(await eventsOf('user:bob', path)).toEqual(['chat.member.added']);
      await alice('DELETE', `${path}/bans/bob`);
      await alice('POST', `${path}/mutes`, { body: { userId: 'bob', ttlSeconds: 60 } });
      await alice('DELETE', `${path}/mutes/bob`);
      await alice('POST', `${path}/bans`, { body: { userId: 'bob' } });
      await alice('DELETE', `${path}/bans/bob`);
      const told = ['user.muted', 'user.unmuted', 'user.banned', 'user.unbanned'];
      expect(await eventsOf('user:bob', path)).toEqual(['chat.member.added', ...told]);
      expect(await eventsOf(ch, path)).toEqual(['chat.channel.updated', ...told]);
      expect(await eventsOf('project', path)).toEqual(Array.from({ length: 6 }, () => 'chat.moderation'));
    });

    test('hold whoever is no member, and who is added again', async () => {
      const stream = await open('livestream');
      const eve = await t.a.user('eve');
      await alice('POST', `${stream}/bans`, { body: { userId: 'eve' } });
      expect((await eve('GET', stream)).body).toMatchObject({ code: 'banned' });
      expect((await eve('POST', `${stream}/members`, { body: { members: [{ userId: 'eve' }] } })).body).toMatchObject({
        code: 'banned',
      });
      const path = await open();
      await alice('POST', `${path}/bans`, { body: { userId: 'bob' } });
      await alice('DELETE', `${path}/members/bob`);
      expect((await bob('GET', path)).body).toMatchObject({ code: 'not_found' });
      await alice('POST', `${path}/members`, { body: { members: [{ userId: 'bob' }] } });
      expect((await bob('GET', path)).body).toMatchObject({ code: 'banned' });
    });

    test('are listed page by page', async () => {
      const path = await open();
      const userIds = Array.from({ length: 7 }, (_, n) => `troll-${n}`);
      for (const userId of userIds) await alice('POST', `${path}/bans`, { body: { userId } });
      const listed: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { body }: { body: Page<ChannelRestriction> } = await alice(
          'GET',
          `${path}/restrictions?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`,
        );
        listed.push(...body.data.map(({ userId }) => userId));
        cursor = body.next;
      }
      expect(listed).toEqual(userIds);
    });

    test('a banned owner-to-be inherits nothing while others are left', async () => {
      const id = `channel-${++opened}`;
      const members = [{ userId: 'bob' }, { userId: 'carol' }];
      await alice('POST', '/v1/channels', { body: { id, type: 'team', members } });
      await alice('POST', `/v1/channels/${id}/bans`, { body: { userId: 'bob' } });
      await alice('DELETE', `/v1/channels/${id}/members/alice`);
      const { body } = await t.a.server<{ members: { userId: string; role: string }[] }>('GET', `/v1/channels/${id}`);
      expect(body.members.map(({ userId, role }) => `${userId} ${role}`)).toEqual(['bob member', 'carol owner']);
    });

    test.each([
      ['bans', {}, 'userId'],
      ['bans', { userId: 'a b' }, 'userId'],
      ['bans', { userId: 'bob', ttlSeconds: 0 }, 'ttlSeconds'],
      ['bans', { userId: 'bob', ttlSeconds: 31_536_001 }, 'ttlSeconds'],
      ['bans', { userId: 'bob', shadow: 'yes' }, 'shadow'],
      ['bans', { userId: 'bob', reason: 'x'.repeat(257) }, 'reason'],
      ['bans', { userId: 'bob', until: 'noon' }, 'until'],
      ['mutes', { userId: 'bob' }, 'ttlSeconds'],
      ['mutes', { userId: 'bob', ttlSeconds: 1.5 }, 'ttlSeconds'],
    ])('%s with %j is refused', async (what, body, param) => {
      const path = await open();
      expect((await alice('POST', `${path}/${what}`, { body })).body).toMatchObject({ status: 400, param });
    });
  });
});
