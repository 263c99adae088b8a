import { type MessageReaction, type Page, SERVER_LIMITS } from '@pulse-io/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ENGINES, isSkipped } from '../../testing/engines.js';
import { createFakeClock, type FakeClock } from '../../testing/fake-clock.js';
import { type ChatRoom, type ChatWorld, createChatWorld } from './messages.test-kit.js';

describe.each(ENGINES)('reactions on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let clock: FakeClock;
    let world: ChatWorld & { dispose(): Promise<void> };
    let room: ChatRoom;
    let id: string;
    beforeAll(async () => {
      clock = createFakeClock();
      world = await createChatWorld(engine, { clock });
    });
    beforeEach(async () => {
      room = await world.open();
      id = (await room.send('alice', { text: 'Nice?' })).body.id;
    });
    afterAll(() => world.dispose());

    const react = (userId: string, kind: string) =>
      room.call('server', 'POST', `/messages/${id}/reactions`, { kind, userId });
    const unreact = (userId: string, kind: string) =>
      room.call('server', 'DELETE', `/messages/${id}/reactions/${encodeURIComponent(kind)}?userId=${userId}`);

    test('name the eight who reacted last, also after some took theirs back', async () => {
      for (let n = 0; n < 12; n++) {
        await react(`u${n}`, '👍');
        await clock.advance(1);
      }
      const named = (from: number[]) => from.map((n) => `u${n}`);
      const read = async () => (await room.call('carol', 'GET', `/messages/${id}`)).body.reactions;
      expect(await read()).toEqual([{ kind: '👍', count: 12, userIds: named([11, 10, 9, 8, 7, 6, 5, 4]) }]);
      await unreact('u9', '👍');
      await unreact('u0', '👍');
      expect(await read()).toEqual([{ kind: '👍', count: 10, userIds: named([11, 10, 8, 7, 6, 5, 4, 3]) }]);
    });

    test('that change nothing are answered and told to nobody', async () => {
      await react('carol', 'like');
      const before = await room.events();
      expect(before.at(-1)).toMatchObject({
        type: 'chat.reaction.added',
        data: { messageId: id, userId: 'carol', kind: 'like', reactions: [{ kind: 'like', count: 1 }] },
      });
      expect((await react('carol', 'like')).body).toMatchObject({ ownReactions: ['like'] });
      expect((await unreact('carol', 'wow')).body).toMatchObject({ ownReactions: ['like'] });
      expect((await unreact('dan', 'like')).status).toBe(200);
      expect(await room.events()).toEqual(before);
    });

    test('are listed page by page, the newest first, all or by kind', async () => {
      for (let n = 0; n < 30; n++) {
        await react(`u${String(n).padStart(2, '0')}`, n % 3 ? 'like' : 'wow');
        if (n % 4 === 0) await clock.advance(1);
      }
      const read = async (query: string) => {
        const users: string[] = [];
        for (let cursor = ''; ; ) {
          const page = await room.call<Page<MessageReaction>>(
            'carol',
            'GET',
            `/messages/${id}/reactions?limit=7${query}${cursor}`,
          );
          users.push(...page.body.data.map(({ userId }) => userId));
          if (page.body.next === null) return users;
          cursor = `&cursor=${page.body.next}`;
        }
      };
      const all = Array.from({ length: 30 }, (_, n) => `u${String(n).padStart(2, '0')}`).reverse();
      expect(await read('')).toEqual(all);
      expect(await read('&kind=wow')).toEqual(all.filter((user) => Number(user.slice(1)) % 3 === 0));
    });

    test('of a kind that no address can carry are refused', async () => {
      for (const kind of ['.', '..']) {
        expect((await react('carol', kind)).body).toMatchObject({ code: 'invalid_request', param: 'kind' });
      }
      expect((await react('carol', '...')).status).toBe(200);
      expect((await unreact('carol', '...')).body).toMatchObject({ ownReactions: [] });
    });

    test('are of a limited number of kinds, and leave the message fit for a frame, however long names are', async () => {
      const kinds = Array.from({ length: SERVER_LIMITS.reactionKinds }, (_, n) => `${'𝕏'.repeat(62)}${n}`);
      for (const kind of kinds) expect((await react(`${'x'.repeat(120)}`, kind)).status).toBe(200);
      for (const kind of kinds.slice(0, 10)) await react(`${'y'.repeat(120)}`, kind);
      expect((await react('carol', 'one-more')).body).toMatchObject({ status: 409, code: 'conflict', param: 'kind' });
      expect((await react('carol', kinds[7] ?? '')).status).toBe(200);
      const { reactions } = (await room.call('carol', 'GET', `/messages/${id}`)).body;
      expect(reactions.map(({ count }) => count)).toEqual(kinds.map((_, n) => (n === 7 ? 3 : n < 10 ? 2 : 1)));
      expect(new TextEncoder().encode(JSON.stringify(reactions)).length).toBeLessThanOrEqual(
        SERVER_LIMITS.reactionBytes,
      );
    });

    test('go with a message that is deleted, and none comes to it', async () => {
      await react('carol', 'like');
      await room.call('alice', 'DELETE', `/messages/${id}`);
      expect((await react('carol', 'wow')).body).toMatchObject({ status: 404, code: 'not_found' });
      const { body } = await room.call<Page<MessageReaction>>('carol', 'GET', `/messages/${id}/reactions`);
      expect(body).toEqual({ data: [], next: null });
    });
  });
});
