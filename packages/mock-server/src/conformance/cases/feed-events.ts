import { feedChannel } from '@pulse-io/protocol';
import { casesOf } from '../case.js';
import { expectEqual, expectThat } from '../expectations.js';

const by = (actor: string) => ({ actor, verb: 'post', object: 'note:1' });

export const feedEventCases = casesOf('feeds', {
  'additions-are-told': [
    'Whoever subscribes to a feed hears of each activity as it is answered and listed.',
    async ({ connect, pair }) => {
      const [maya, leo] = await pair();
      const socket = await connect(maya);
      const feedId = `user:${leo.identity}`;
      const { offset } = await socket.sub(feedChannel(feedId));
      const added = await leo.ok('addActivity', { params: { feedId }, body: by(leo.identity) });
      const event = await socket.event('feed.activity.added');
      expectEqual(event.data, { feed: feedId, activity: added }, 'data');
      expectThat(event.offset === offset + 1, `the offset ${offset + 1}, not ${event.offset}`);
    },
  ],
  'removals-are-told': [
    'Whoever subscribes to a feed hears of removals.',
    async ({ connect, user }) => {
      const leo = await user();
      const socket = await connect(leo);
      const feedId = `user:${leo.identity}`;
      await socket.sub(feedChannel(feedId));
      const { id } = await leo.ok('addActivity', { params: { feedId }, body: by(leo.identity) });
      await leo.ok('removeActivity', { params: { feedId, activityId: id } });
      const event = await socket.event('feed.activity.removed');
      expectEqual(event.data, { feed: feedId, activityId: id }, 'data');
    },
  ],
  'timelines-are-live': [
    'The owner of a timeline hears of what comes into it, and of what is removed from it.',
    async ({ connect, pair }) => {
      const [maya, leo] = await pair();
      await maya.ok('follow', { params: { feedId: maya.identity }, body: { target: leo.identity } });
      const socket = await connect(maya);
      const timeline = `timeline:${maya.identity}`;
      await socket.sub(feedChannel(timeline));
      const feedId = `user:${leo.identity}`;
      const added = await leo.ok('addActivity', { params: { feedId }, body: by(leo.identity) });
      const { data } = await socket.event('feed.activity.added');
      expectEqual(data, { feed: timeline, activity: added }, 'data');
      await leo.ok('removeActivity', { params: { feedId, activityId: added.id } });
      const removed = await socket.event('feed.activity.removed');
      expectEqual(removed.data, { feed: timeline, activityId: added.id }, 'data');
    },
  ],
  'follows-are-told-to-both': [
    'A follow and its end are events of both feeds.',
    async ({ connect, pair }) => {
      const [maya, leo] = await pair();
      const names = { source: `timeline:${maya.identity}`, target: `user:${leo.identity}` };
      const sockets = [await connect(maya), await connect(leo)] as const;
      await sockets[0].sub(feedChannel(names.source));
      await sockets[1].sub(feedChannel(names.target));
      const request = { params: { feedId: maya.identity }, body: { target: leo.identity } };
      const followed = await maya.ok('follow', request);
      await maya.ok('unfollow', request);
      for (const socket of sockets) {
        expectEqual((await socket.event('feed.follow.created')).data, followed, 'data');
        expectEqual((await socket.event('feed.follow.removed')).data, names, 'data');
      }
    },
  ],
  'private-feeds-are-not-heard': [
    'Subscribing to another user’s timeline is refused with `not_found`.',
    async ({ connect, pair }) => {
      const [maya, leo] = await pair();
      const socket = await connect(maya);
      for (const group of ['timeline', 'notification']) {
        await socket.refused('sub', { ch: feedChannel(`${group}:${leo.identity}`) }, 'not_found');
      }
    },
  ],
  'repeats-are-told-once': [
    'A call that is repeated under its key, or with its id, makes one event.',
    async ({ connect, user, ulid, name }) => {
      const leo = await user();
      const socket = await connect(leo);
      const feedId = `user:${leo.identity}`;
      const ch = feedChannel(feedId);
      await socket.sub(ch);
      const request = { params: { feedId }, body: { ...by(leo.identity), id: ulid() } };
      const key = name('key');
      for (const options of [{ key }, { key }, {}]) await leo.ok('addActivity', request, options);
      const last = await leo.ok('addActivity', { params: { feedId }, body: by(leo.identity) });
      await socket.event('feed.activity.added', ({ data }) => data.activity.id === last.id);
      const count = socket.events(ch).length;
      expectThat(count === 2, `two events of two activities, not ${count}`);
    },
  ],
});
