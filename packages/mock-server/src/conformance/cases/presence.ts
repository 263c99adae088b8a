import { casesOf } from '../case.js';
import { expectEqual, expectMatch, expectThat } from '../expectations.js';
import type { User } from '../world.js';

const see = (viewer: User, { identity }: { identity: string }) =>
  viewer.ok('getPresence', { params: { userId: identity } });

/** Presence over HTTP; a user that nobody's socket holds is there for 75 s after it says so. */
export const presenceCases = casesOf('presence', {
  'who-was-never-seen-is-offline': [
    'A user that was never there is offline, and was never seen.',
    async ({ user, name }) => {
      const userId = name('user');
      const seen = await see(await user(), { identity: userId });
      expectEqual(
        seen,
        { userId, status: 'offline', lastSeenAt: null, customStatus: null, activity: null },
        'the presence',
      );
    },
  ],
  'a-status-is-seen-by-others': [
    'What a user sets itself to is what others read: online, away, busy, and offline.',
    async ({ pair }) => {
      const [maya, leo] = await pair();
      for (const status of ['online', 'away', 'busy'] as const) {
        const answer = await maya.ok('setOnline', { body: { status } });
        expectMatch(answer, { userId: maya.identity, status }, 'the answer');
        const seen = await see(leo, maya);
        expectMatch(seen, { status }, 'the presence');
        expectThat(seen.lastSeenAt !== null, 'a time in lastSeenAt');
      }
      expectMatch(await maya.ok('setOffline', { body: {} }), { status: 'offline' }, 'the answer');
      expectMatch(await see(leo, maya), { status: 'offline' }, 'the presence');
    },
  ],
  'the-invisible-read-as-offline': [
    'An invisible user is offline on every path, to itself and servers too, last seen when it hid.',
    async ({ pair, server, connect }) => {
      const [maya, leo] = await pair();
      await maya.ok('setOnline', { body: { status: 'online', customStatus: { text: 'here' } } });
      const hidden = await maya.ok('setOnline', { body: { status: 'invisible' } });
      expectMatch(hidden, { status: 'offline', customStatus: null, activity: null }, 'the answer');
      await maya.ok('setActivity', { body: { activity: { type: 'gaming', text: 'chess' } } });
      await connect(maya);
      for (const viewer of [maya, leo, server]) {
        const seen = await viewer.ok('getPresence', { params: { userId: maya.identity } });
        expectEqual(seen, hidden, 'the presence');
      }
      const { data } = await leo.ok('postPresenceBulk', { body: { ids: [maya.identity] } });
      expectEqual(data, [hidden], 'the presence among many');
      const socket = await connect(leo);
      const { presence } = await socket.ask('watch', { users: [maya.identity] });
      expectEqual(presence, [hidden], 'the presence that is watched');
      await maya.ok('setOffline', { body: {} });
    },
  ],
  'a-custom-status-is-kept': [
    'A custom status is told with text, emoji and end, stays when the status changes, and null takes it away.',
    async ({ pair }) => {
      const [maya, leo] = await pair();
      const customStatus = { text: 'Lunch', emoji: '🍜', expiresAt: new Date(Date.now() + 3_600_000).toISOString() };
      await maya.ok('setOnline', { body: {} });
      await maya.ok('setOnline', { body: { customStatus } });
      expectMatch(await see(leo, maya), { status: 'online', customStatus }, 'the presence');
      await maya.ok('setOnline', { body: { status: 'busy' } });
      expectMatch(await see(leo, maya), { status: 'busy', customStatus }, 'the presence when busy');
      await maya.ok('setOnline', { body: { customStatus: null } });
      expectMatch(await see(leo, maya), { status: 'busy', customStatus: null }, 'the presence without it');
    },
  ],
  'a-custom-status-says-something': [
    'A custom status without text and emoji, that has ended, or with characters that nobody sees, is 400 `invalid_request`.',
    async ({ user }) => {
      const maya = await user();
      const ended = new Date(Date.now() - 60_000).toISOString();
      for (const customStatus of [
        {},
        { text: 'x', expiresAt: ended },
        { text: 'a\u202eb' },
        { text: 'x'.repeat(129) },
      ]) {
        await maya.refused('setOnline', { body: { customStatus } }, 'invalid_request');
      }
    },
  ],
  'an-activity-ends-with-presence': [
    'What a user does is told while it is there, and ends when it goes offline.',
    async ({ pair }) => {
      const [maya, leo] = await pair();
      await maya.ok('setOnline', { body: {} });
      const activity = { type: 'listening', text: 'Kind of Blue', custom: { track: 3 } };
      expectMatch(await maya.ok('setActivity', { body: { activity } }), { activity }, 'the answer');
      expectMatch(await see(leo, maya), { activity }, 'the presence');
      await maya.ok('setOffline', { body: {} });
      expectMatch(await see(leo, maya), { activity: null }, 'the presence when offline');
      await maya.ok('setOnline', { body: {} });
      expectMatch(await see(leo, maya), { activity: null }, 'the presence afterwards');
    },
  ],
  'many-are-read-at-once': [
    'Up to 500 users are read at once, in the order asked for, by query or by body; none and 501 are 400.',
    async ({ pair, name }) => {
      const [maya, leo] = await pair();
      await leo.ok('setOnline', { body: {} });
      const ids = [name('user'), leo.identity, maya.identity];
      const { data } = await maya.ok('getPresenceBulk', { query: { ids: ids.join(',') } });
      expectEqual(
        data.map(({ userId, status }) => [userId, status]),
        ids.map((id) => [id, id === leo.identity ? 'online' : 'offline']),
        'the presences',
      );
      const many = Array.from({ length: 500 }, (_, n) => `nobody-${n}`);
      const all = await maya.ok('postPresenceBulk', { body: { ids: many } });
      expectThat(all.data.length === 500, `500 presences, not ${all.data.length}`);
      for (const wrong of [[], [...many, 'one-more']]) {
        await maya.refused('postPresenceBulk', { body: { ids: wrong } }, 'invalid_request', { param: 'ids' });
      }
    },
  ],
  'servers-set-anybodys-presence': [
    'Server credentials set the presence of the user that they name.',
    async ({ server, user, name }) => {
      const userId = name('user');
      await server.ok('setOnline', { body: { userId, status: 'away' } });
      expectMatch(await see(await user(), { identity: userId }), { status: 'away' }, 'the presence');
      await server.ok('setOffline', { body: { userId } });
    },
  ],
});
