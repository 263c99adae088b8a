import { roomChannel } from '@pulse-io/protocol';
import { casesOf } from '../case.js';
import { expectEqual, expectMatch, expectThat } from '../expectations.js';

const nothing = {};

export const roomCases = casesOf('rooms', {
  'subscribing-enters-a-room': [
    'A user is in a room while a socket of it subscribes to it; others hear of its coming and going.',
    async ({ connect, pair, name }) => {
      const [maya, leo] = await pair();
      const ch = roomChannel(name('room'));
      const socket = await connect(maya);
      const { presence } = await socket.sub(ch, { presence: true });
      expectMatch(presence, [{ userId: maya.identity, status: 'online' }], 'who is in the room');
      const other = await connect(leo);
      const entered = await other.sub(ch, { presence: true });
      const both = (entered.presence ?? []).map(({ userId }) => userId).sort();
      expectEqual(both, [maya.identity, leo.identity].sort(), 'who is in the room then');
      const of = (list: 'join' | 'leave') =>
        socket.find(
          (frame) =>
            'pres' in frame && frame.pres.ch === ch && frame.pres[list].some(({ userId }) => userId === leo.identity)
              ? frame.pres
              : undefined,
          `${leo.identity} in ${list} of ${ch}`,
        );
      await of('join');
      await other.ask('unsub', { ch });
      await of('leave');
    },
  ],
  'a-room-is-read': [
    '`GET /v1/presence/room/<id>` tells who is in a room; an empty one has nobody.',
    async ({ connect, pair, name, server }) => {
      const [maya, leo] = await pair();
      const roomId = name('room');
      const params = { roomId };
      const empty = await server.ok('getRoomPresence', { params });
      expectEqual(empty, { roomId, count: 0, members: [], complete: true }, 'the empty room');
      await (await connect(maya)).sub(roomChannel(roomId));
      const room = await leo.ok('getRoomPresence', { params });
      expectMatch(room, { roomId, count: 1, complete: true, members: [{ userId: maya.identity }] }, 'the room');
    },
  ],
  'the-invisible-are-in-no-room': [
    'Who is invisible is neither listed nor counted in a room.',
    async ({ connect, pair, name }) => {
      const [maya, leo] = await pair();
      const roomId = name('room');
      await (await connect(maya)).sub(roomChannel(roomId));
      await maya.ok('setOnline', { body: { status: 'invisible' } });
      const room = await leo.ok('getRoomPresence', { params: { roomId } });
      expectMatch(room, { count: 0, members: [] }, 'the room');
    },
  ],
  'two-sockets-are-one-user': [
    'A user with two sockets in a room is there once, and until the second has left.',
    async ({ connect, user, name, server, eventually }) => {
      const maya = await user();
      const roomId = name('room');
      const ch = roomChannel(roomId);
      const [first, second] = [await connect(maya), await connect(maya)];
      await first.sub(ch);
      await second.sub(ch);
      const count = async () => (await server.ok('getRoomPresence', { params: { roomId } })).count;
      expectEqual(await count(), 1, 'count');
      await first.ask('unsub', { ch });
      expectEqual(await count(), 1, 'count after one left');
      await second.ask('unsub', { ch });
      await eventually(count, (n) => n === 0, 'nobody in the room after both left');
    },
  ],
  'typing-reaches-the-others': [
    'Typing in a room reaches the others there with its 7 s, and not the socket that sent it; nothing is stored.',
    async ({ connect, pair, name }) => {
      const [maya, leo] = await pair();
      const ch = roomChannel(name('room'));
      const [mine, theirs] = [await connect(maya), await connect(leo)];
      const before = await theirs.sub(ch);
      await mine.sub(ch);
      await mine.ask('signal', { ch, type: 'typing_started', data: nothing });
      await mine.ask('signal', { ch, type: 'typing_stopped', data: nothing });
      const started = await theirs.ephemeral('typing_started');
      expectMatch(started, { ch, user: maya.identity, ttlMs: 7_000 }, 'the typing');
      await theirs.ephemeral('typing_stopped');
      await mine.settled();
      expectThat(!mine.frames.some((frame) => 'eph' in frame), 'no typing to come back to who types');
      const { offset } = await theirs.sub(ch);
      expectEqual(offset, before.offset, 'the offset of the room');
    },
  ],
  'typing-is-told-over-http': [
    '`POST /v1/presence/typing` tells everybody in the room.',
    async ({ connect, pair, name }) => {
      const [maya, leo] = await pair();
      const roomId = name('room');
      const socket = await connect(leo);
      await socket.sub(roomChannel(roomId));
      const body = { roomId, typing: true };
      const answer = await maya.ok('setTyping', { body });
      expectEqual(answer, { ...body, userId: maya.identity }, 'the answer');
      const typing = await socket.ephemeral('typing_started');
      expectEqual(typing.user, maya.identity, 'the user');
    },
  ],
  'only-those-inside-signal': [
    'A signal to a room without a subscription is `not_found`; to what takes none, or of a type it does not take, `invalid_request`.',
    async ({ connect, user, name }) => {
      const maya = await user();
      const socket = await connect(maya);
      const ch = roomChannel(name('room'));
      const typing = { ch, type: 'typing_started', data: nothing };
      await socket.refused('signal', typing, 'not_found');
      await socket.sub(ch);
      await socket.refused('signal', { ch, type: 'reaction_sent', data: { kind: 'like' } }, 'invalid_request');
      const feed = `feed:user:${maya.identity}`;
      await socket.sub(feed);
      await socket.refused('signal', { ...typing, ch: feed }, 'invalid_request');
    },
  ],
  'a-room-token-opens-its-room': [
    'A token with a `roomName` opens that room and no other: 404 over HTTP, `not_found` over a socket.',
    async ({ connect, user, name }) => {
      const roomName = name('room');
      const maya = await user({ roomName });
      const other = name('room');
      await maya.ok('getRoomPresence', { params: { roomId: roomName } });
      await maya.refused('getRoomPresence', { params: { roomId: other } }, 'not_found');
      await maya.ok('setTyping', { body: { roomId: roomName, typing: true } });
      await maya.refused('setTyping', { body: { roomId: other, typing: true } }, 'not_found');
      const socket = await connect(maya);
      await socket.sub(roomChannel(roomName));
      await socket.refused('sub', { ch: roomChannel(other) }, 'not_found');
    },
  ],
});
