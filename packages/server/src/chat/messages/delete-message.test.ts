import { PROJECT_CHANNEL } from '@pulse-io/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ENGINES, isSkipped } from '../../testing/engines.js';
import { type ChatRoom, type ChatWorld, createChatWorld } from './messages.test-kit.js';

describe.each(ENGINES)('deleting on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let world: ChatWorld & { dispose(): Promise<void> };
    let room: ChatRoom;
    beforeAll(async () => {
      world = await createChatWorld(engine);
    });
    beforeEach(async () => {
      room = await world.open();
    });
    afterAll(() => world.dispose());

    test('for good takes the thread along, and leaves no id to be used again', async () => {
      const id = '01jd00000000000000000000ea';
      const reply = '01jd00000000000000000000eb';
      await room.send('carol', { id, text: 'Parent' });
      await room.send('dan', { id: reply, text: 'In the thread', parentId: id, mentions: ['carol'] });
      await room.call('alice', 'POST', `/messages/${reply}/reactions`, { kind: 'like' });
      await room.call('alice', 'POST', `/messages/${reply}/pin`, {});
      expect((await room.call('bob', 'DELETE', `/messages/${id}?hard=true`)).body).toEqual({ id, removed: true });
      for (const query of ['', '&pinned=true']) expect(await room.listAll('bob', query)).toEqual([]);
      for (const gone of [id, reply]) {
        expect((await room.call('bob', 'GET', `/messages/${gone}`)).status).toBe(404);
        expect((await room.call('bob', 'DELETE', `/messages/${gone}?hard=true`)).status).toBe(404);
      }
      expect((await room.send('carol', { id, text: 'Parent' })).body).toMatchObject({ status: 409, param: 'id' });
      expect((await room.send('dan', { id: reply, text: 'In the thread' })).body).toMatchObject({ status: 409 });
      const { db } = world.t.storage;
      for (const table of ['chatMention', 'chatReaction', 'chatSearch'] as const) {
        expect(await db.selectFrom(table).selectAll().where('messageId', 'in', [id, reply]).execute()).toEqual([]);
      }
      const rows = await db.selectFrom('chatMessage').selectAll().where('id', 'in', [id, reply]).execute();
      expect(JSON.stringify(rows)).not.toMatch(/carol|dan|Parent|thread"/);
    });

    test('softly leaves a place in the list and in the thread, and a repetition changes nothing', async () => {
      const parent = (await room.send('carol', { text: 'Parent' })).body.id;
      const reply = (await room.send('dan', { text: 'Reply', parentId: parent })).body.id;
      await room.call('dan', 'DELETE', `/messages/${reply}`);
      await room.call('carol', 'DELETE', `/messages/${parent}`);
      const before = await room.events();
      expect((await room.call('carol', 'DELETE', `/messages/${parent}`)).body).toEqual({ id: parent, removed: true });
      expect(await room.events()).toEqual(before);
      expect((await room.list('alice')).data).toMatchObject([{ id: parent, text: '', threadCount: 0 }]);
      expect((await room.list('alice', `?parentId=${parent}`)).data).toMatchObject([{ id: reply, text: '' }]);
      expect((await room.send('dan', { text: 'Reply', parentId: parent })).status).toBe(404);
    });

    test('takes what was said out of the events as well, which whoever recovers is sent', async () => {
      const said = async () =>
        (await room.events()).flatMap(({ type, data }) =>
          type === 'chat.message.new' || type === 'chat.message.updated' ? [data.message.text] : [],
        );
      const parent = (await room.send('carol', { text: 'Parent', mentions: ['dan'] })).body.id;
      await room.send('dan', { text: 'Reply', parentId: parent });
      await room.call('carol', 'PATCH', `/messages/${parent}`, { text: 'Changed', custom: { secret: 1 } });
      await room.send('dan', { text: 'Beside', custom: { parentId: parent } });
      await room.call('carol', 'DELETE', `/messages/${parent}`);
      expect(await said()).toEqual(['', 'Reply', '', 'Beside']);
      expect(JSON.stringify(await room.events())).not.toMatch(/Parent|Changed|secret/);
      await room.call('bob', 'DELETE', `/messages/${parent}?hard=true`);
      expect(await said()).toEqual(['', '', '', 'Beside']);
      expect((await room.events()).map(({ data }) => data)).toContainEqual(
        expect.objectContaining({ parent: expect.objectContaining({ id: parent, threadCount: 1 }) }),
      );
    });

    test('by a moderator is told of in the project, by the author it is not', async () => {
      const mine = (await room.send('carol', { text: 'Mine' })).body.id;
      const yours = (await room.send('carol', { text: 'Yours' })).body.id;
      await room.call('carol', 'DELETE', `/messages/${mine}`);
      await room.call('bob', 'DELETE', `/messages/${yours}`);
      await room.call('server', 'DELETE', `/messages/${yours}?hard=true`);
      const told = (await world.events(PROJECT_CHANNEL)).flatMap(({ type, data }) =>
        type === 'chat.moderation' && data.channelId === room.id ? data : [],
      );
      const action = { action: 'delete_message', userId: 'carol', messageId: yours };
      expect(told).toMatchObject([
        { ...action, by: 'bob' },
        { ...action, by: null },
      ]);
      const deletions = (await room.events()).flatMap(({ type, data }) =>
        type === 'chat.message.deleted' ? data : [],
      );
      expect(deletions).toMatchObject([
        { message: { id: mine, text: '' }, hard: false, already: false },
        { message: { id: yours }, hard: false, already: false },
        { message: { id: yours }, hard: true, already: true },
      ]);
    });
  });
});
