import type { Activity, Follow, Page } from '@pulse-io/protocol';
import { describe, expect, it } from 'vitest';
import { readHistory } from '../realtime/event-log.js';
import { ENGINES, isSkipped } from '../testing/engines.js';
import { createFakeClock } from '../testing/fake-clock.js';
import { createTestBackend } from '../testing/test-backend.js';

const FANS = Array.from({ length: 520 }, (_, at) => `timeline:fan${at}`);
const FOLLOWERS = [...FANS, FANS[7] ?? '', 'timeline:early'];

describe.each(ENGINES)('importing followers on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    it('leaves what as many calls of follow leave', async () => {
      const t = await createTestBackend(engine, { clock: createFakeClock() });
      for (const project of [t.a, t.b]) {
        for (let n = 0; n < 3; n++) {
          const body = {
            id: `01jd00000000000000000000${project === t.a ? 'a' : 'b'}${n}`,
            actor: 'star',
            verb: 'post',
            object: 'note',
          };
          await project.server('POST', '/v1/feeds/user:star/activities', { body });
        }
        await project.server('POST', '/v1/feeds/timeline:early/follow', { body: { target: 'star' } });
      }
      const call = (fan: string) => t.a.server('POST', `/v1/feeds/${fan}/follow`, { body: { target: 'star' } });
      await Promise.all(FOLLOWERS.map(call));
      await t.backend.importFollowers(t.b.id, { target: 'user:star', sources: FOLLOWERS });

      const see = async (project: typeof t.a) => {
        const channels = ['feed:user:star', 'feed:timeline:early', 'feed:timeline:fan7', 'feed:timeline:fan519'];
        const events = channels.map(async (channel) => {
          const { head, events } = await readHistory(t.storage.db, {
            projectId: project.id,
            epoch: '',
            channel,
            after: 0,
          });
          const follows = events?.filter(({ type }) => type === 'feed.follow.created');
          // Calls that are made at once come in any order.
          return { head, follows: follows?.map(({ data }) => JSON.stringify(data)).sort() };
        });
        const { body: followers } = await project.server<Page<Follow>>(
          'GET',
          '/v1/feeds/user:star/followers?limit=100',
        );
        const { body: timeline } = await project.server<Page<Activity>>('GET', '/v1/feeds/timeline:fan519');
        const rows = await t.storage.db
          .selectFrom('feedItem')
          .select(['feed', 'origin', 'time'])
          .where('projectId', '=', project.id)
          .orderBy('feed')
          .execute();
        const seen = timeline.data.map(({ feed, time }) => ({ feed, time }));
        return { events: await Promise.all(events), followers: followers.data, seen, rows };
      };
      const [called, imported] = [await see(t.a), await see(t.b)];
      expect(imported).toEqual(called);
      expect(imported.followers[0]).toMatchObject({ target: 'user:star' });

      await t.backend.importFollowers(t.b.id, { target: 'user:star', sources: FOLLOWERS });
      expect(await see(t.b)).toEqual(called);
      await t.dispose();
    });

    it.each([
      [{ target: 'star', sources: ['timeline:a'] }, 'star is no feed'],
      [{ target: 'user:star', sources: ['timeline:a', 'A:b'] }, 'A:b is no feed'],
      [{ target: 'user:star', sources: ['user:star'] }, 'cannot follow itself'],
    ])('refuses %j', async (followers, message) => {
      const t = await createTestBackend(engine);
      await expect(t.backend.importFollowers(t.a.id, followers)).rejects.toThrow(message);
      await t.dispose();
    });
  });
});
