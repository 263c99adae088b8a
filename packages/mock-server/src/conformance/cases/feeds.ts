import { casesOf } from '../case.js';
import { expectEqual, expectMatch, expectThat } from '../expectations.js';

const post = { verb: 'post', object: 'note:1' };
const by = (actor: string) => ({ ...post, actor });

export const feedCases = casesOf('feeds', {
  'an-activity-comes-back-whole': [
    'An activity is answered and listed with everything that was sent, its feed, an id and a time.',
    async ({ user }) => {
      const maya = await user();
      const params = { feedId: `user:${maya.identity}` };
      const body = {
        ...by(`user:${maya.identity}`),
        target: 'album:1',
        foreignId: 'f-1',
        text: 'Hello',
        attachments: [{ type: 'image' as const, url: 'https://example.com/a.png', title: 'A', width: 3, height: 2 }],
        mentions: ['leo'],
        tags: ['a', 'b'],
        custom: { a: [1, { b: null }] },
      };
      const added = await maya.ok('addActivity', { params, body });
      expectMatch(added, { ...body, feed: params.feedId }, 'the activity');
      const { data } = await maya.ok('listActivities', { params, query: {} });
      expectEqual(data, [added], 'the feed');
    },
  ],
  'what-is-left-out-is-empty': [
    'Lists and custom data that were left out are empty, and other fields are not there.',
    async ({ server, name }) => {
      const params = { feedId: `user:${name()}` };
      const { id, time, ...added } = await server.ok('addActivity', { params, body: by('x') });
      const empty = { attachments: [], mentions: [], tags: [], custom: {} };
      expectEqual(added, { ...by('x'), feed: params.feedId, ...empty }, 'the activity');
      expectThat(id !== '' && time !== '', 'an id and a time');
    },
  ],
  'feeds-begin-with-the-newest': [
    'A feed is in the order of `time`, the newest first.',
    async ({ server, name }) => {
      const params = { feedId: `user:${name()}` };
      const ids: string[] = [];
      for (let n = 0; n < 4; n++) {
        const time = new Date(Date.now() - 60_000 + n * 1000).toISOString();
        ids.unshift((await server.ok('addActivity', { params, body: { ...by('x'), time } })).id);
      }
      const { data } = await server.ok('listActivities', { params, query: {} });
      expectEqual(
        data.map(({ id }) => id),
        ids,
        'the feed',
      );
    },
  ],
  'servers-place-older-activities': [
    'Server credentials may give a `time`, and the activity stands where it belongs.',
    async ({ server, name }) => {
      const params = { feedId: `user:${name()}` };
      const now = await server.ok('addActivity', { params, body: by('x') });
      const time = '2020-02-03T04:05:06.789Z';
      const old = await server.ok('addActivity', { params, body: { ...by('x'), time } });
      expectEqual(old.time, time, 'time');
      const { data } = await server.ok('listActivities', { params, query: {} });
      expectEqual(data, [now, old], 'the feed');
    },
  ],
  'users-do-not-set-the-time': [
    'A user that gives a `time` is 403 `forbidden`, and `param` names it.',
    async ({ user }) => {
      const maya = await user();
      const request = {
        params: { feedId: `user:${maya.identity}` },
        body: { ...by(maya.identity), time: '2020-02-03T04:05:06.789Z' },
      };
      await maya.refused('addActivity', request, 'forbidden', { param: 'time' });
    },
  ],
  'users-write-to-their-own-feeds': [
    'A user writes to feeds with its own id in any group; to another’s feed it is 403 `forbidden_user`.',
    async ({ pair }) => {
      const [maya, leo] = await pair();
      for (const group of ['user', 'timeline', 'notification', 'photos']) {
        await maya.ok('addActivity', { params: { feedId: `${group}:${maya.identity}` }, body: by(maya.identity) });
      }
      const request = { params: { feedId: `user:${leo.identity}` }, body: by(maya.identity) };
      await maya.refused('addActivity', request, 'forbidden_user', { param: 'feedId' });
    },
  ],
  'users-post-as-themselves': [
    'The actor of a user’s activity is the user, bare or as `user:<identity>`; another is 403 `forbidden_user`.',
    async ({ pair }) => {
      const [maya, leo] = await pair();
      const params = { feedId: `user:${maya.identity}` };
      for (const actor of [maya.identity, `user:${maya.identity}`]) {
        await maya.ok('addActivity', { params, body: by(actor) });
      }
      for (const actor of [leo.identity, `user:${leo.identity}`, `team:${maya.identity}`]) {
        await maya.refused('addActivity', { params, body: by(actor) }, 'forbidden_user', { param: 'actor' });
      }
    },
  ],
  'timelines-are-private': [
    'A timeline or notification feed is its owner’s: for others it is 404 in every call; a user feed everybody reads.',
    async ({ pair }) => {
      const [maya, leo] = await pair();
      await maya.ok('addActivity', { params: { feedId: `user:${maya.identity}` }, body: by(maya.identity) });
      const open = { feedId: `user:${maya.identity}` };
      const { data } = await leo.ok('listActivities', { params: open, query: {} });
      expectThat(data.length === 1, `one activity that others read, not ${data.length}`);
      for (const group of ['timeline', 'notification']) {
        const params = { feedId: `${group}:${maya.identity}` };
        await maya.ok('listActivities', { params, query: {} });
        await leo.refused('listActivities', { params }, 'not_found');
        await leo.refused('listFollowers', { params }, 'not_found');
        await leo.refused('listFollowing', { params }, 'not_found');
        await leo.refused('addActivity', { params, body: by(leo.identity) }, 'not_found');
        await leo.refused('follow', { params, body: { target: leo.identity } }, 'not_found');
        await leo.refused('follow', { params: { feedId: leo.identity }, body: { target: params.feedId } }, 'not_found');
      }
    },
  ],
  'a-removed-activity-is-gone': [
    'A removed activity is in no list, and removing it again is 404.',
    async ({ user }) => {
      const maya = await user();
      const params = { feedId: `user:${maya.identity}` };
      const { id } = await maya.ok('addActivity', { params, body: by(maya.identity) });
      const request = { params: { ...params, activityId: id } };
      expectEqual(await maya.ok('removeActivity', request), { id, removed: true }, 'the answer');
      const { data } = await maya.ok('listActivities', { params, query: {} });
      expectThat(data.length === 0, 'the feed to be empty');
      await maya.refused('removeActivity', request, 'not_found');
    },
  ],
  'only-owners-remove': [
    'Another user’s activity cannot be removed: 403 `forbidden_user`; nor through another feed: 404.',
    async ({ pair }) => {
      const [maya, leo] = await pair();
      const params = { feedId: `user:${maya.identity}` };
      const { id } = await maya.ok('addActivity', { params, body: by(maya.identity) });
      await leo.refused('removeActivity', { params: { ...params, activityId: id } }, 'forbidden_user');
      const through = { feedId: `user:${leo.identity}`, activityId: id };
      await leo.refused('removeActivity', { params: through }, 'not_found');
      const { data } = await maya.ok('listActivities', { params, query: {} });
      expectThat(data.length === 1, 'the activity to stand');
    },
  ],
  'feed-names-have-a-form': [
    'A feed is `group:id`; any other name is 400 `invalid_request`, naming `feedId`.',
    async ({ server }) => {
      for (const feedId of ['alice', 'User:alice', ':alice', 'user:', 'user:a b', `user:${'x'.repeat(129)}`]) {
        const request = { params: { feedId }, body: by('x') };
        await server.refused('addActivity', request, 'invalid_request', { param: 'feedId' });
      }
    },
  ],
  'addresses-are-http': [
    'Attachments link to http and https alone, without credentials: others are 400 `invalid_request`.',
    async ({ server, name }) => {
      const params = { feedId: `user:${name()}` };
      for (const url of ['javascript:alert(1)', 'data:text/html,x', '/a.png', 'https://a:b@example.com/']) {
        const body = { ...by('x'), attachments: [{ type: 'image', url }] };
        await server.refused('addActivity', { params, body }, 'invalid_request', { param: 'attachments.0.url' });
      }
    },
  ],
  'activities-have-a-size': [
    'An activity that would not fit a frame is 413 `body_too_large`.',
    async ({ server, name }) => {
      const attachments = Array.from({ length: 10 }, () => ({
        type: 'link' as const,
        url: `https://example.com/${'x'.repeat(2000)}`,
      }));
      const body = { ...by('x'), text: '語'.repeat(10_000), attachments, custom: { a: 'x'.repeat(16_000) } };
      await server.refused('addActivity', { params: { feedId: `user:${name()}` }, body }, 'body_too_large');
    },
  ],
});
