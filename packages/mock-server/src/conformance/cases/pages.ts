import { casesOf } from '../case.js';
import { expectEqual, expectThat } from '../expectations.js';
import { walkPages } from '../walk-pages.js';
import type { World } from '../world.js';

const ROWS = 11;
const post = (object: string) => ({ actor: 'x', verb: 'post', object });

async function feedOf({ server, name }: World, rows: number) {
  const params = { feedId: `user:${name()}` };
  const ids: string[] = [];
  for (let n = 0; n < rows; n++) ids.push((await server.ok('addActivity', { params, body: post(`${n}`) })).id);
  return { params, ids: ids.reverse() };
}

/** The ways to spoil a cursor. */
function* spoil(cursor: string): Generator<string> {
  for (const at of [0, Math.floor(cursor.length / 2), cursor.length - 2]) {
    yield `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`;
  }
  yield cursor.slice(0, -4);
  yield `${cursor}AAAA`;
  yield 'anything';
}

export const pageCases = casesOf('pages', {
  'a-page-has-25-rows': [
    'A list answers 25 rows unless `limit` says another number.',
    async (world) => {
      const { params } = await feedOf(world, 26);
      const { data, next } = await world.server.ok('listActivities', { params, query: {} });
      expectThat(data.length === 25, `25 rows, not ${data.length}`);
      expectThat(next !== null, 'a cursor, since one row more follows');
    },
  ],
  'pages-repeat-and-skip-nothing': [
    'Walking the pages of a list gives every row once, in the order of the list; `next` is null at the end alone.',
    async (world) => {
      const { params, ids } = await feedOf(world, ROWS);
      for (const limit of [1, 4, ROWS]) {
        const rows = await walkPages(
          limit,
          (query) => world.server.ok('listActivities', { params, query }),
          ({ id }) => id,
        );
        expectEqual(
          rows.map(({ id }) => id),
          ids,
          'the feed, newest first',
        );
      }
    },
  ],
  'new-rows-do-not-move-pages': [
    'What is added while somebody walks the pages neither repeats nor hides a row of the pages to come.',
    async (world) => {
      const { server } = world;
      const { params, ids } = await feedOf(world, 6);
      const first = await server.ok('listActivities', { params, query: { limit: 3 } });
      await server.ok('addActivity', { params, body: post('new') });
      const removed = { params: { ...params, activityId: ids[0] ?? '' } };
      await server.ok('removeActivity', removed);
      const query = { limit: 3, cursor: first.next ?? '' };
      const second = await server.ok('listActivities', { params, query });
      expectEqual(
        second.data.map(({ id }) => id),
        ids.slice(3),
        'the second page',
      );
    },
  ],
  'follows-have-pages': [
    'Followers and who is followed are walked page by page, each once, the newest first.',
    async ({ server, name }) => {
      const star = name('star');
      const fans = Array.from({ length: ROWS }, () => name('fan'));
      for (const fan of fans) await server.ok('follow', { params: { feedId: fan }, body: { target: star } });
      const followers = await walkPages(
        4,
        (query) => server.ok('listFollowers', { params: { feedId: star }, query }),
        ({ source }) => source,
      );
      expectEqual(
        followers.map(({ source }) => source).sort(),
        fans.map((fan) => `timeline:${fan}`).sort(),
        'the followers',
      );
      const fan = name('fan');
      for (const target of fans) await server.ok('follow', { params: { feedId: fan }, body: { target } });
      const following = await walkPages(
        4,
        (query) => server.ok('listFollowing', { params: { feedId: fan }, query }),
        ({ target }) => target,
      );
      expectThat(following.length === ROWS, `${ROWS} who are followed, not ${following.length}`);
    },
  ],
  'spoiled-cursors-are-refused': [
    'A cursor that was changed in any part is 400 `invalid_cursor`.',
    async (world) => {
      const { params } = await feedOf(world, 2);
      const { next } = await world.server.ok('listActivities', { params, query: { limit: 1 } });
      for (const cursor of spoil(next ?? '')) {
        await world.server.refused('listActivities', { params, query: { cursor } }, 'invalid_cursor');
      }
    },
  ],
  'cursors-of-another-row-set-are-refused': [
    'A cursor of a list with other filters, or of another kind of list, is 400 `invalid_cursor`.',
    async (world) => {
      const { server, name } = world;
      const { params } = await feedOf(world, 2);
      const { next: cursor } = await server.ok('listActivities', { params, query: { limit: 1 } });
      const other = { feedId: `user:${name()}` };
      await server.refused('listActivities', { params: other, query: { cursor } }, 'invalid_cursor');
      await server.refused('listFollowers', { params, query: { cursor } }, 'invalid_cursor');
      await server.refused('listChannels', { query: { cursor } }, 'invalid_cursor');
      await server.refused('searchMessages', { query: { cursor, q: 'a' } }, 'invalid_cursor');
    },
  ],
  'cursors-take-any-limit': [
    'A cursor goes on with another `limit` than it was made with.',
    async (world) => {
      const { params, ids } = await feedOf(world, 5);
      const { next } = await world.server.ok('listActivities', { params, query: { limit: 1 } });
      const { data } = await world.server.ok('listActivities', { params, query: { limit: 3, cursor: next ?? '' } });
      expectEqual(
        data.map(({ id }) => id),
        ids.slice(1, 4),
        'the rows',
      );
    },
  ],
});
