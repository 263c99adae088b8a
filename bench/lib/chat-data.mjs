/** Rows that one statement inserts: SQLite takes 32,766 parameters, a message has 22. */
const ROWS = 500;
const PROJECT = 'bench';
const READER = 'reader';
const USERS = 200;
/** Any time will do; messages are a second apart. */
const OLDEST = Date.UTC(2026, 0, 1);
const SECOND_MS = 1_000;
const WORDS = 12;
const VOCABULARY = 20_000;
/** Words by how many messages have them: 10 of 100,000, one of a hundred, three of five. */
const RARE_EVERY = 10_000;
const MIDDLING_EVERY = 100;
const COMMON_OF_FIVE = 3;

const idOf = (channelId, n) => `01${channelId.padStart(8, '0')}${String(n).padStart(16, '0')}`;

/** Numbers from 0 to 1, the same in each run (mulberry32). */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Words as frequent as in a language: the n-th of them in proportion to 1/n. */
const wordOf = (random) => `w${Math.floor(VOCABULARY ** random()).toString(36)}`;

function textOf(n, count, random) {
  const words = Array.from({ length: WORDS }, () => wordOf(random));
  if (n % 5 < COMMON_OF_FIVE) words.push('common');
  if (n % MIDDLING_EVERY === 7) words.push('middling');
  if (n % RARE_EVERY === RARE_EVERY / 2) words.push('zeppelin');
  if (n < count / 2 && n % 3 === 0) words.push('bygone');
  return words.join(' ');
}

const messageRow = (channelId, n, count, random) => ({
  ...{
    projectId: PROJECT,
    id: idOf(channelId, n),
    channelId,
    parentId: '',
    offset: n + 1,
    userId: `user-${n % USERS}`,
  },
  ...{ text: textOf(n, count, random), attachments: '[]', linkPreviews: '[]', mentions: '[]', custom: '{}' },
  ...{ replyTo: null, threadCount: 0, lastReplyAt: null, reactions: '[]', pinnedAt: null, pinnedBy: null },
  ...{ createdAt: OLDEST + n * SECOND_MS, editedAt: null, deletedAt: null, shadowed: 0, version: n + 1 },
});

async function seedChannel(storage, channelId, count, toSearchRow, random) {
  const base = { projectId: PROJECT, channelId };
  await storage.transaction(async (tx) => {
    await tx
      .insertInto('chatChannel')
      .values({
        ...{ projectId: PROJECT, id: channelId, type: 'team', name: channelId, nameKey: channelId, custom: '{}' },
        ...{ slowModeSeconds: 0, frozen: 0, blockList: '[]', memberCount: 1, createdBy: null, createdAt: OLDEST },
        ...{ updatedAt: OLDEST, lastMessageAt: OLDEST, activeAt: OLDEST, version: 1, deletedAt: null, purgedAt: null },
      })
      .execute();
    await tx
      .insertInto('channel')
      .values({ projectId: PROJECT, channel: `chat:${channelId}`, offset: count })
      .execute();
    await tx
      .insertInto('chatMember')
      .values({ ...base, userId: READER, role: 'member', joinedAt: OLDEST })
      .execute();
    await tx
      .insertInto('chatRead')
      .values({ ...base, userId: READER, offset: 0, readAt: OLDEST })
      .execute();
  });
  for (let first = 0; first < count; first += ROWS) {
    const rows = Array.from({ length: Math.min(ROWS, count - first) }, (_, i) =>
      messageRow(channelId, first + i, count, random),
    );
    await storage.transaction(async (tx) => {
      await tx.insertInto('chatMessage').values(rows).execute();
      await tx.insertInto('chatSearch').values(rows.map(toSearchRow)).execute();
    });
  }
}

/**
 * Fills an empty storage with a channel of `messages` and, after it, `others` channels of `each` messages, all of
 * whose member is one user who has read nothing.
 */
export async function seedChannels(storage, { messages, others, each, toSearchRow }) {
  const random = createRandom(1);
  const channelIds = ['big', ...Array.from({ length: others }, (_, n) => `small${n}`)];
  for (const id of channelIds) await seedChannel(storage, id, id === 'big' ? messages : each, toSearchRow, random);
  return {
    projectId: PROJECT,
    userId: READER,
    channelIds,
    /** Where the n-th oldest message of the large channel stands. */
    placeOf: (n) => ({ offset: n + 1, id: idOf('big', n) }),
  };
}
