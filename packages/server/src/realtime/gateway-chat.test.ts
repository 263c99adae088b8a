import type { ChatChannelView } from '@pulse-io/protocol';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ENGINES, isSkipped } from '../testing/engines.js';
import { createTestBackend, type TestBackend } from '../testing/test-backend.js';
import { type ChatUser, endings, joinChat } from './chat.test-kit.js';

describe.each(ENGINES)('chat over sockets on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let t: TestBackend;
    let users: Record<'alice' | 'bob' | 'carol' | 'eve' | 'boss', ChatUser>;
    let opened = 0;
    beforeAll(async () => {
      t = await createTestBackend(engine);
      const [alice, bob, carol, eve, boss] = await Promise.all([
        joinChat(t, 'alice'),
        joinChat(t, 'bob'),
        joinChat(t, 'carol'),
        joinChat(t, 'eve'),
        joinChat(t, 'boss', { role: 'moderator' }),
      ]);
      users = { alice, bob, carol, eve, boss };
    });
    afterAll(() => t.dispose());

    /** A channel that alice owns, with bob and carol in it. */
    async function open(type = 'team') {
      const id = `room-${++opened}`;
      const members = [{ userId: 'bob' }, { userId: 'carol' }];
      await users.alice.call('POST', '/v1/channels', { body: { id, type, members } });
      return { id, ch: `chat:${id}`, path: `/v1/channels/${id}` };
    }
    const subscribe = (user: ChatUser, ch: string, recover?: unknown) =>
      user.ask({ sub: { ch, ...(recover === undefined ? {} : { recover }) } });
    const heard = (user: ChatUser, ch: string) => user.client.events.filter((event) => event.ch === ch);
    const say = (user: ChatUser, path: string, text = 'Hello') =>
      user.call('POST', `${path}/messages`, { body: { text } });
    const lastOf = async (path: string) => (await t.a.server<ChatChannelView>('GET', path)).body.offset;

    test('is heard by those who see the channel', async () => {
      const { alice, bob, eve, boss } = users;
      const { ch, path } = await open();
      for (const user of [alice, bob, boss]) {
        expect(await subscribe(user, ch)).toMatchObject({ ok: { offset: await lastOf(path) } });
      }
      for (const strange of [ch, 'chat:nothing', 'chat:a/b', 'chat:']) {
        expect(await subscribe(eve, strange)).toMatchObject({ err: { code: 'not_found' } });
      }
      await say(bob, path);
      for (const user of [alice, bob, boss]) await user.hears(ch, 'chat.message.new');
      expect(heard(eve, ch)).toEqual([]);
      const stream = await open('livestream');
      expect(await subscribe(eve, stream.ch)).toMatchObject({ ok: {} });
    });

    test('a ban is the last that its user hears, also through recover, until it is lifted', async () => {
      const { alice, bob, carol } = users;
      const { ch, path } = await open();
      await subscribe(bob, ch);
      await subscribe(carol, ch);
      const before = await lastOf(path);
      await alice.call('POST', `${path}/bans`, { body: { userId: 'bob', reason: 'Spam' } });
      await say(alice, path);
      await carol.hears(ch, 'chat.message.new');
      await vi.waitFor(() => expect(endings(bob)).toContainEqual({ ch, code: 'banned' }));
      expect(heard(bob, ch).map(({ type }) => type)).toEqual(['user.banned']);
      const { epoch } = (await carol.hears(ch, 'chat.message.new')) as { epoch: string };
      expect(await subscribe(bob, ch, { epoch, offset: before })).toMatchObject({ err: { code: 'banned' } });
      expect(await subscribe(bob, ch)).toMatchObject({ err: { code: 'banned' } });
      expect((await bob.call('GET', path)).body).toMatchObject({ status: 403, code: 'banned' });
      await alice.call('DELETE', `${path}/bans/bob`);
      expect(await subscribe(bob, ch)).toMatchObject({ ok: { offset: await lastOf(path) } });
      expect(heard(bob, ch)).toHaveLength(1);
    });

    test('a ban in one channel leaves the others, and its user hears of it in its own channel', async () => {
      const { alice, bob } = users;
      const [one, other] = [await open(), await open()];
      for (const ch of [one.ch, other.ch, 'user:bob']) expect(await subscribe(bob, ch)).toMatchObject({ ok: {} });
      expect(await subscribe(alice, 'user:bob')).toMatchObject({ err: { code: 'not_found' } });
      await alice.call('POST', `${one.path}/bans`, { body: { userId: 'bob', ttlSeconds: 60 } });
      expect((await bob.hears('user:bob', 'user.banned')).data).toMatchObject({ channelId: one.id, kind: 'ban' });
      await say(alice, other.path);
      await bob.hears(other.ch, 'chat.message.new');
      expect(endings(bob).some(({ ch }) => ch === other.ch || ch === 'user:bob')).toBe(false);
      await bob.ask({ unsub: { ch: 'user:bob' } });
    });

    test('who is removed, or leaves, hears nothing more of a private channel; a livestream goes on', async () => {
      const { alice, bob, carol } = users;
      const { ch, path } = await open();
      for (const user of [bob, carol]) await subscribe(user, ch);
      await alice.call('DELETE', `${path}/members/bob`);
      await carol.call('DELETE', `${path}/members/carol`);
      await say(alice, path);
      for (const user of [bob, carol]) {
        await vi.waitFor(() => expect(endings(user)).toContainEqual({ ch, code: 'not_found' }));
        expect(heard(user, ch).at(-1)?.type).toBe('chat.member.removed');
        expect(await subscribe(user, ch)).toMatchObject({ err: { code: 'not_found' } });
      }
      expect(heard(bob, ch)).toHaveLength(1);
      const stream = await open('livestream');
      await subscribe(bob, stream.ch);
      await bob.call('DELETE', `${stream.path}/members/bob`);
      await say(alice, stream.path);
      await bob.hears(stream.ch, 'chat.message.new');
    });

    test('a deleted channel ends for everybody', async () => {
      const { alice, bob, boss } = users;
      const { ch, path } = await open();
      for (const user of [alice, bob, boss]) await subscribe(user, ch);
      await alice.call('DELETE', path);
      for (const user of [alice, bob, boss]) {
        expect((await user.hears(ch, 'chat.channel.updated')).data).toMatchObject({ channel: null });
        await vi.waitFor(() => expect(endings(user)).toContainEqual({ ch, code: 'not_found' }));
        expect(await subscribe(user, ch)).toMatchObject({ err: { code: 'not_found' } });
      }
    });

    test('a new token that sees less ends what it does not see', async () => {
      const { ch } = await open();
      const chief = await joinChat(t, 'chief', { role: 'moderator' });
      await subscribe(chief, ch);
      const { token } = await t.a.user('chief');
      expect(await chief.ask({ refresh: { token } })).toMatchObject({ ok: {} });
      await vi.waitFor(() => expect(endings(chief)).toEqual([{ ch, code: 'not_found' }]));
    });

    test('a moderator of the project is not shut out', async () => {
      const { alice, boss } = users;
      const { ch, path } = await open();
      await subscribe(boss, ch);
      await alice.call('POST', `${path}/bans`, { body: { userId: 'boss' } });
      await say(alice, path);
      await boss.hears(ch, 'chat.message.new');
      expect(await subscribe(boss, ch)).toMatchObject({ ok: {} });
    });

    describe('signals', () => {
      const typing = (ch: string) => ({ signal: { ch, type: 'typing_started', data: {} } });
      const party = (ch: string) => ({ signal: { ch, type: 'reaction_sent', data: { kind: '🎉' } } });
      const signals = (user: ChatUser, ch: string) =>
        user.client.ephemerals.filter((one) => one.ch === ch).map(({ type, user: from, data }) => [type, from, data]);

      test('reach the others in the channel, and never its history', async () => {
        const { alice, bob, eve } = users;
        const { ch, path } = await open();
        for (const user of [alice, bob]) await subscribe(user, ch);
        const before = await lastOf(path);
        expect(await bob.ask(typing(ch))).toMatchObject({ ok: {} });
        expect(await bob.ask(party(ch))).toMatchObject({ ok: {} });
        await vi.waitFor(() =>
          expect(signals(alice, ch)).toEqual([
            ['typing_started', 'bob', {}],
            ['reaction_sent', 'bob', { kind: '🎉' }],
          ]),
        );
        expect(signals(bob, ch)).toEqual([]);
        expect(await lastOf(path)).toBe(before);
        expect(await eve.ask(typing(ch))).toMatchObject({ err: { code: 'not_found' } });
      });

      test('are refused where a message would be', async () => {
        const { alice, bob, carol, boss } = users;
        const { ch, path } = await open();
        for (const user of [alice, bob, carol, boss]) await subscribe(user, ch);
        await alice.call('POST', `${path}/mutes`, { body: { userId: 'bob', ttlSeconds: 60 } });
        expect(await bob.ask(typing(ch))).toMatchObject({ err: { code: 'muted' } });
        await alice.call('PATCH', path, { body: { frozen: true } });
        expect(await carol.ask(party(ch))).toMatchObject({ err: { code: 'channel_frozen' } });
        expect(await boss.ask(typing(ch))).toMatchObject({ ok: {} });
        await vi.waitFor(() => expect(signals(alice, ch)).toEqual([['typing_started', 'boss', {}]]));
      });

      test('of a shadow-banned user reach nobody, and it is not told', async () => {
        const { alice, bob, carol } = users;
        const { ch, path } = await open();
        for (const user of [alice, bob, carol]) await subscribe(user, ch);
        await alice.call('POST', `${path}/bans`, { body: { userId: 'bob', shadow: true } });
        expect(await bob.ask(typing(ch))).toMatchObject({ ok: {} });
        expect(await bob.ask(party(ch))).toMatchObject({ ok: {} });
        expect(await carol.ask(typing(ch))).toMatchObject({ ok: {} });
        await vi.waitFor(() => expect(signals(alice, ch)).toEqual([['typing_started', 'carol', {}]]));
        expect(heard(bob, ch)).toEqual([]);
      });

      test('of a type that the channel does not take are refused', async () => {
        const { bob } = users;
        const { ch } = await open();
        await subscribe(bob, ch);
        await subscribe(bob, 'room:lobby');
        expect(await bob.ask({ signal: { ch, type: 'away', data: {} } })).toMatchObject({
          err: { code: 'invalid_request' },
        });
        expect(await bob.ask(party('room:lobby'))).toMatchObject({ err: { code: 'invalid_request' } });
        expect(await bob.ask(party('presence'))).toMatchObject({ err: { code: 'invalid_request' } });
      });
    });
  });
});
