import { casesOf } from '../case.js';
import { expectEqual, expectThat } from '../expectations.js';
import type { User } from '../world.js';

const by = (actor: string) => ({ actor, verb: 'post', object: 'note:1' });

const addTo = (user: User) =>
  user.ok('addActivity', { params: { feedId: `user:${user.identity}` }, body: by(user.identity) });

const timelineOf = async (user: User): Promise<string[]> => {
  const params = { feedId: `timeline:${user.identity}` };
  const { data } = await user.ok('listActivities', { params, query: {} });
  return data.map(({ id }) => id);
};

const follow = (user: User, target: string) =>
  user.ok('follow', { params: { feedId: `timeline:${user.identity}` }, body: { target } });

export const followCases = casesOf('feeds', {
  'following-fills-the-timeline': [
    'Whoever follows a feed finds its newest activities in the timeline at once.',
    async ({ pair }) => {
      const [maya, leo] = await pair();
      const ids = [(await addTo(leo)).id, (await addTo(leo)).id].reverse();
      await follow(maya, `user:${leo.identity}`);
      expectEqual((await timelineOf(maya)).sort(), ids.sort(), 'the timeline');
    },
  ],
  'new-activities-reach-followers': [
    'What is added to a feed comes into the timelines of its followers, and not into others.',
    async ({ user, pair, eventually }) => {
      const [maya, leo] = await pair();
      const nora = await user();
      await follow(maya, `user:${leo.identity}`);
      const { id } = await addTo(leo);
      await eventually(
        () => timelineOf(maya),
        (ids) => ids.includes(id),
        'the activity in the timeline of a follower',
      );
      expectEqual(await timelineOf(nora), [], 'the timeline of somebody else');
    },
  ],
  'a-timeline-merges-by-time': [
    'A timeline has the activities of all that it follows, and its own, the newest first and each once.',
    async ({ user, pair, server }) => {
      const [leo, nora] = await pair();
      const maya = await user();
      const ids: string[] = [];
      for (const [n, one] of [leo, nora, leo, nora].entries()) {
        const time = new Date(Date.now() - 100_000 + n * 1000).toISOString();
        const params = { feedId: `user:${one.identity}` };
        ids.unshift((await server.ok('addActivity', { params, body: { ...by(one.identity), time } })).id);
      }
      await follow(maya, leo.identity);
      await follow(maya, nora.identity);
      expectEqual(await timelineOf(maya), ids, 'the timeline');
    },
  ],
  'unfollowing-holds-at-once': [
    'After an unfollow the activities that came through it are gone from the timeline, and new ones do not come.',
    async ({ user, pair, eventually }) => {
      const [maya, leo] = await pair();
      const nora = await user();
      await addTo(leo);
      const kept = await addTo(nora);
      await follow(maya, leo.identity);
      await follow(maya, nora.identity);
      const request = { params: { feedId: maya.identity }, body: { target: leo.identity } };
      const names = { source: `timeline:${maya.identity}`, target: `user:${leo.identity}` };
      expectEqual(await maya.ok('unfollow', request), { ...names, removed: true }, 'the answer');
      expectEqual(await timelineOf(maya), [kept.id], 'the timeline');
      expectEqual(await maya.ok('unfollow', request), { ...names, removed: false }, 'the second answer');
      await addTo(leo);
      const last = await addTo(nora);
      await eventually(
        () => timelineOf(maya),
        (ids) => ids.includes(last.id),
        'the activity of who is still followed',
      );
      expectEqual(await timelineOf(maya), [last.id, kept.id], 'the timeline at last');
    },
  ],
  'removals-hold-at-once': [
    'A removed activity is gone from every timeline at once.',
    async ({ pair }) => {
      const [maya, leo] = await pair();
      const { id } = await addTo(leo);
      await follow(maya, leo.identity);
      expectEqual(await timelineOf(maya), [id], 'the timeline before');
      await leo.ok('removeActivity', { params: { feedId: `user:${leo.identity}`, activityId: id } });
      expectEqual(await timelineOf(maya), [], 'the timeline after');
    },
  ],
  'bare-names-stand-for-feeds': [
    'A bare user id means its `timeline` where it follows and its `user` feed where it is followed.',
    async ({ pair }) => {
      const [maya, leo] = await pair();
      const followed = await maya.ok('follow', {
        params: { feedId: maya.identity },
        body: { target: leo.identity },
      });
      const names = { source: `timeline:${maya.identity}`, target: `user:${leo.identity}` };
      expectEqual({ source: followed.source, target: followed.target }, names, 'the follow');
      const followers = await leo.ok('listFollowers', { params: { feedId: leo.identity }, query: {} });
      expectEqual(followers.data, [followed], 'the followers');
      const following = await maya.ok('listFollowing', { params: { feedId: maya.identity }, query: {} });
      expectEqual(following.data, [followed], 'who is followed');
    },
  ],
  'following-twice-is-one-follow': [
    'Following again is answered with the follow that stands.',
    async ({ pair }) => {
      const [maya, leo] = await pair();
      const first = await follow(maya, leo.identity);
      expectEqual(await follow(maya, `user:${leo.identity}`), first, 'the second answer');
      const { data } = await maya.ok('listFollowing', { params: { feedId: maya.identity }, query: {} });
      expectThat(data.length === 1, `one follow, not ${data.length}`);
    },
  ],
  'a-feed-does-not-follow-itself': [
    'A feed that follows itself is 400 `invalid_request`, naming `target`.',
    async ({ user }) => {
      const maya = await user();
      const feedId = `timeline:${maya.identity}`;
      const request = { params: { feedId }, body: { target: feedId } };
      await maya.refused('follow', request, 'invalid_request', { param: 'target' });
    },
  ],
  'users-follow-for-themselves': [
    'A user that lets another’s feed follow or unfollow is refused.',
    async ({ pair }) => {
      const [maya, leo] = await pair();
      const body = { target: maya.identity };
      await maya.refused('follow', { params: { feedId: `user:${leo.identity}` }, body }, 'forbidden_user');
      await maya.refused('unfollow', { params: { feedId: `user:${leo.identity}` }, body }, 'forbidden_user');
      await maya.refused('unfollow', { params: { feedId: `timeline:${leo.identity}` }, body }, 'not_found');
    },
  ],
});
