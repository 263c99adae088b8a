/** Rows that one statement inserts: SQLite takes 32,766 parameters, an activity has 14. */
const ROWS = 500;
const PROJECT = 'bench';
const READER = 'timeline:reader';
/** Any time will do; activities are a minute apart. */
const NEWEST = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;

const idOf = (n) => `01${String(n).padStart(24, '0')}`;

const activityRow = (n, feed) => ({
  projectId: PROJECT,
  id: idOf(n),
  feed,
  actor: feed,
  verb: 'post',
  object: `note:${n}`,
  target: null,
  foreignId: null,
  time: NEWEST - n * MINUTE_MS,
  text: 'A hundred characters or so, as people write them when they have had a good day and want to tell it.',
  attachments: '[]',
  mentions: '[]',
  tags: '["bench"]',
  custom: '{"mood":"good"}',
});

const itemRow = (activity, feed) => ({
  projectId: PROJECT,
  feed,
  activityId: activity.id,
  time: activity.time,
  origin: activity.feed,
});

/**
 * Fills an empty storage with a timeline of `items` activities from the `follows` feeds that it follows, and answers
 * where in it a page can start: `positionAfter(n)` is behind the n-th newest.
 */
export async function seedTimeline(storage, { follows, items }) {
  const feeds = Array.from({ length: follows }, (_, n) => `user:followed-${n}`);
  await storage.transaction((tx) =>
    tx
      .insertInto('follow')
      .values(feeds.map((target) => ({ projectId: PROJECT, source: READER, target, createdAt: NEWEST })))
      .execute(),
  );
  for (let first = 0; first < items; first += ROWS) {
    const count = Math.min(ROWS, items - first);
    const activities = Array.from({ length: count }, (_, i) => activityRow(first + i, feeds[(first + i) % follows]));
    await storage.transaction(async (tx) => {
      await tx.insertInto('activity').values(activities).execute();
      for (const feedOf of [({ feed }) => feed, () => READER]) {
        const rows = activities.map((activity) => itemRow(activity, feedOf(activity)));
        await tx.insertInto('feedItem').values(rows).execute();
      }
    });
  }
  return {
    projectId: PROJECT,
    feed: READER,
    positionAfter: (n) => ({ time: NEWEST - n * MINUTE_MS, activityId: idOf(n) }),
  };
}
