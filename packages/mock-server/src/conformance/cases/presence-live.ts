import { PROJECT_CHANNEL, type Presence, presenceChannel, type ServerFrame, WATCH_CHANNEL } from '@pulse-io/protocol';
import { casesOf } from '../case.js';
import { expectEqual, expectMatch, expectThat } from '../expectations.js';
import type { LiveSocket } from '../realtime/live-socket.js';

/** The first change of a user, come or to come, under a name. */
const change = (socket: LiveSocket, ch: string, userId: string, fits: (presence: Presence) => boolean = () => true) =>
  socket.find(
    (frame: ServerFrame) =>
      'pres' in frame && frame.pres.ch === ch
        ? [...frame.pres.join, ...frame.pres.update, ...frame.pres.leave].find(
            (presence) => presence.userId === userId && fits(presence),
          )
        : undefined,
    `a change of ${userId} under ${ch}`,
  );

const statusIs = (status: Presence['status']) => (presence: Presence) => presence.status === status;

/** Presence over sockets. */
export const livePresenceCases = casesOf('presence', {
  'a-socket-makes-online': [
    'A user with an open socket is online, and one that says so by `idle` is away.',
    async ({ connect, connected, pair }) => {
      const [maya, leo] = await pair();
      await connect(leo);
      const userId = leo.identity;
      expectMatch(await maya.ok('getPresence', { params: { userId } }), { status: 'online' }, 'the presence');
      await connected({ token: maya.token, idle: true });
      const idle = await leo.ok('getPresence', { params: { userId: maya.identity } });
      expectMatch(idle, { status: 'away' }, 'the presence of who is idle');
    },
  ],
  'watching-answers-and-tells': [
    '`watch` answers with the presence of each user as it is, and from then on tells its changes.',
    async ({ connect, pair }) => {
      const [maya, leo] = await pair();
      const socket = await connect(maya);
      const { presence } = await socket.ask('watch', { users: [leo.identity] });
      expectMatch(presence, [{ userId: leo.identity, status: 'offline' }], 'the answer');
      await connect(leo);
      const online = await change(socket, WATCH_CHANNEL, leo.identity);
      expectEqual(online.status, 'online', 'the status');
      const customStatus = { text: 'Lunch', emoji: null, expiresAt: null };
      await leo.ok('setOnline', { body: { status: 'busy', customStatus } });
      const busy = await change(socket, WATCH_CHANNEL, leo.identity, statusIs('busy'));
      expectEqual(busy.customStatus, customStatus, 'customStatus');
      await leo.ok('setOffline', { body: {} });
      await change(socket, WATCH_CHANNEL, leo.identity, statusIs('offline'));
    },
  ],
  'changes-say-what-they-are': [
    'Who comes is in `join`, who changes in `update`, who goes in `leave`; `ver` counts up.',
    async ({ connect, pair }) => {
      const [maya, leo] = await pair();
      const socket = await connect(maya);
      await socket.ask('watch', { users: [leo.identity] });
      const in_ = (list: 'join' | 'update' | 'leave') =>
        socket.find(
          (frame) =>
            'pres' in frame && frame.pres[list].some(({ userId }) => userId === leo.identity) ? frame.pres : undefined,
          `${leo.identity} in ${list}`,
        );
      await leo.ok('setOnline', { body: {} });
      const joined = await in_('join');
      await leo.ok('setOnline', { body: { status: 'busy' } });
      const updated = await in_('update');
      await leo.ok('setOffline', { body: {} });
      const left = await in_('leave');
      const vers = [joined.ver, updated.ver, left.ver];
      expectEqual(
        vers,
        [...vers].sort((a, b) => a - b),
        'the order of ver',
      );
    },
  ],
  'a-new-watch-replaces-the-last': [
    'A `watch` takes the place of the one before: of who is not in it any more nothing comes.',
    async ({ connect, pair, user }) => {
      const [leo, nora] = await pair();
      const socket = await connect(await user());
      await socket.ask('watch', { users: [leo.identity] });
      await socket.ask('watch', { users: [nora.identity] });
      await leo.ok('setOnline', { body: {} });
      await nora.ok('setOnline', { body: {} });
      await change(socket, WATCH_CHANNEL, nora.identity);
      const heard = socket.frames.flatMap((frame) => ('pres' in frame ? frame.pres.join : []));
      expectThat(!heard.some(({ userId }) => userId === leo.identity), 'nothing of who is watched no more');
    },
  ],
  'one-user-is-a-channel': [
    '`presence:<userId>` answers with the presence of that user and tells its changes under that name.',
    async ({ connect, pair }) => {
      const [maya, leo] = await pair();
      const socket = await connect(maya);
      const ch = presenceChannel(leo.identity);
      const { presence } = await socket.sub(ch);
      expectMatch(presence, [{ userId: leo.identity, status: 'offline' }], 'the answer');
      await leo.ok('setOnline', { body: { status: 'away' } });
      expectEqual((await change(socket, ch, leo.identity)).status, 'away', 'the status');
    },
  ],
  'the-project-hears-everybody': [
    'Who subscribes to `project` as a moderator hears the changes of everybody; users may not.',
    async ({ connect, user, name, server }) => {
      const socket = await connect(await user({ role: 'moderator' }));
      await socket.sub(PROJECT_CHANNEL);
      const userId = name('user');
      await server.ok('setOnline', { body: { userId } });
      await change(socket, PROJECT_CHANNEL, userId);
      await server.ok('setOffline', { body: { userId } });
      await (await connect(await user())).refused('sub', { ch: PROJECT_CHANNEL }, 'not_found');
    },
  ],
  'idleness-is-merged': [
    'A user is away when all of its sockets are idle, online when one is not; what was set by hand outweighs them.',
    async ({ connect, pair }) => {
      const [maya, leo] = await pair();
      const [first, second] = [await connect(leo), await connect(leo)];
      const status = async () => (await maya.ok('getPresence', { params: { userId: leo.identity } })).status;
      const idle = { ch: WATCH_CHANNEL, type: 'away' as const, data: {} };
      const active = { ch: WATCH_CHANNEL, type: 'active' as const, data: {} };
      await first.ask('signal', idle);
      expectEqual(await status(), 'online', 'the status with one socket in use');
      await second.ask('signal', idle);
      expectEqual(await status(), 'away', 'the status with all sockets idle');
      await leo.ok('setOnline', { body: { status: 'busy' } });
      await second.ask('signal', active);
      expectEqual(await status(), 'busy', 'the status that was set by hand');
      await leo.ok('setOnline', { body: { status: 'online' } });
      expectEqual(await status(), 'online', 'the status after that');
      await first.refused('signal', { ...idle, type: 'typing_started' }, 'invalid_request');
    },
  ],
  'the-watched-have-a-number': [
    'Up to 500 users are watched by a socket; 501 are a frame that is not valid.',
    async ({ connect, user, eventually }) => {
      const socket = await connect(await user());
      const users = Array.from({ length: 500 }, (_, n) => `nobody-${n}`);
      const { presence } = await socket.ask('watch', { users });
      const rest = () =>
        socket.frames.flatMap((frame) => ('pres' in frame && frame.pres.rest ? frame.pres.update : []));
      await eventually(
        async () => presence.length + rest().length,
        (count) => count === 500,
        '500 presences, in the answer and the frames that it goes on in',
      );
      socket.post('watch', { users: [...users, 'one-more'] });
      await socket.closedWith(4400);
    },
  ],
});
