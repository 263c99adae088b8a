import { SERVER_LIMITS, userChannel } from '@pulse-io/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ENGINES, isSkipped } from '../../testing/engines.js';
import { type ChatRoom, type ChatWorld, createChatWorld, type Person } from './messages.test-kit.js';

describe.each(ENGINES)('under a shadow ban on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let world: ChatWorld & { dispose(): Promise<void> };
    let room: ChatRoom;
    let earlier: string;
    beforeAll(async () => {
      world = await createChatWorld(engine);
    });
    beforeEach(async () => {
      room = await world.open();
      earlier = (await room.send('dan', { text: 'Before the ban' })).body.id;
      await room.call('bob', 'POST', '/bans', { userId: 'dan', shadow: true });
    });
    afterAll(() => world.dispose());

    const texts = async (by: Person, query?: string) => (await room.list(by, query)).data.map(({ text }) => text);

    test('messages, edits and deletions are told to the author alone, and each change has a version of its own', async () => {
      const before = await room.events();
      const { body: sent, status } = await room.send('dan', { text: 'Psst', mentions: ['carol'] });
      expect(status).toBe(201);
      const edited = (await room.call('dan', 'PATCH', `/messages/${sent.id}`, { text: 'Psst!' })).body;
      const again = (await room.call('dan', 'PATCH', `/messages/${sent.id}`, { text: 'Psst?' })).body;
      await room.call('dan', 'DELETE', `/messages/${sent.id}`);
      expect(await room.events()).toEqual(before);
      const told = (await world.events(userChannel('dan'))).filter(
        ({ data }) => 'message' in data && data.message.id === sent.id,
      );
      expect(told.map(({ type }) => type)).toEqual([
        ...['chat.message.new', 'chat.message.updated', 'chat.message.updated', 'chat.message.deleted'],
      ]);
      const versions = told.map(({ data }) => ('message' in data ? data.message.version : 0));
      expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
      expect(versions.slice(0, 3)).toEqual([sent.version, edited.version, again.version]);
      // It stands where the channel was when it was written.
      expect(sent.offset).toBe(before.at(-1)?.offset);
    });

    test('what others see already cannot be edited, pinned or reacted to, though all of it is answered', async () => {
      const before = await room.events();
      const edit = await room.call('dan', 'PATCH', `/messages/${earlier}`, { text: 'Buy now' });
      expect([edit.status, edit.body.text]).toEqual([200, 'Buy now']);
      expect((await room.call('dan', 'POST', `/messages/${earlier}/pin`, {})).status).toBe(200);
      expect((await room.call('dan', 'POST', `/messages/${earlier}/reactions`, { kind: 'spam' })).status).toBe(200);
      expect(await room.events()).toEqual(before);
      expect((await room.list('carol')).data).toMatchObject([
        { text: 'Before the ban', pinnedAt: null, reactions: [] },
      ]);
      expect((await room.call('dan', 'PATCH', `/messages/${earlier}`, { text: '' })).body).toMatchObject({
        code: 'invalid_request',
      });
    });

    test('what answers a hidden message in its thread is hidden too, and counts nowhere', async () => {
      const parent = (await room.send('dan', { text: 'Hidden' })).body;
      const reply = (await room.send('bob', { text: 'Which nobody saw', parentId: parent.id })).body;
      const visible = (await room.send('carol', { text: 'Seen' })).body;
      await room.send('dan', { text: 'In a thread', parentId: visible.id });
      const head = await room.events();
      expect(JSON.stringify(head)).not.toContain('nobody saw');
      expect(await texts('alice')).toEqual(['Seen', 'Hidden', 'Before the ban']);
      expect(await texts('carol')).toEqual(['Seen', 'Before the ban']);
      expect((await room.list('carol')).data[0]).toMatchObject({ threadCount: 0, lastReplyAt: null });
      expect(await texts('carol', `?parentId=${visible.id}`)).toEqual([]);
      expect(await texts('dan', `?parentId=${visible.id}`)).toEqual(['In a thread']);
      for (const id of [parent.id, reply.id]) {
        expect((await room.call('carol', 'GET', `/messages/${id}`)).status).toBe(404);
        expect((await room.call('carol', 'POST', `/messages/${id}/reactions`, { kind: 'x' })).status).toBe(404);
        expect((await room.call('carol', 'GET', `/messages/${id}/reactions`)).status).toBe(404);
      }
      expect((await room.call('carol', 'POST', '/messages', { text: 'a', replyTo: parent.id })).status).toBe(404);
      expect((await room.call('carol', 'POST', '/messages', { text: 'a', parentId: parent.id })).status).toBe(404);
      expect((await room.call('carol', 'GET', `/messages?around=${parent.id}`)).status).toBe(404);
    });

    test('pins of what nobody sees take no room from those of others', async () => {
      const { body: hidden } = await room.send('dan', { text: 'Hidden' });
      const pinned = { pinnedAt: 1, pinnedBy: 'dan' };
      await world.t.storage.transaction(async (tx) => {
        const row = await tx
          .selectFrom('chatMessage')
          .selectAll()
          .where('id', '=', hidden.id)
          .executeTakeFirstOrThrow();
        const rows = Array.from({ length: SERVER_LIMITS.pins }, (_, n) => ({
          ...row,
          ...pinned,
          id: `${room.id}-${n}`,
        }));
        await tx.insertInto('chatMessage').values(rows).execute();
      });
      expect((await room.call('dan', 'POST', `/messages/${hidden.id}/pin`, {})).body).toMatchObject({
        code: 'conflict',
      });
      expect((await room.call('carol', 'POST', `/messages/${earlier}/pin`, {})).body).toMatchObject({
        pinnedBy: 'carol',
      });
    });

    test('its end is the end of it for what is written then', async () => {
      await room.send('dan', { text: 'Hidden' });
      await room.call('bob', 'DELETE', '/bans/dan');
      await room.send('dan', { text: 'Shown' });
      expect(await texts('carol')).toEqual(['Shown', 'Before the ban']);
      expect(await texts('dan')).toEqual(['Shown', 'Hidden', 'Before the ban']);
    });
  });
});
