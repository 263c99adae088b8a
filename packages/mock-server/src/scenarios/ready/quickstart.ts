import type { Lane, Part } from '../scenario.js';

/** Fixed ids: whoever kept a data folder has these posts already. */
const POSTS = [
  {
    id: '01jd0000000000000000000001',
    feed: 'user:pulse',
    text: 'Welcome! Everything on this page is live: two people, two clients, one real backend on your machine.',
    tags: ['welcome'],
  },
  {
    id: '01jd0000000000000000000002',
    feed: 'user:nora',
    text: 'Tip: follow somebody and their newest posts fill your timeline. Unfollow, and they are gone again.',
    tags: ['tips'],
  },
  {
    id: '01jd0000000000000000000003',
    feed: 'user:nora',
    text: 'Stop the server and start it again: nothing that was posted is lost, and this page catches up by itself.',
    tags: ['tips'],
  },
];

const CHANNEL = 'quickstart';

const MESSAGES = [
  {
    id: '01jd0000000000000000000011',
    userId: 'nora',
    text: 'Hi Maya, hi Leo! This chat is as live as the feed: typing, reactions, “Seen” and unread counts.',
  },
  {
    id: '01jd0000000000000000000012',
    userId: 'nora',
    text: 'Take the server away while you write. What you send waits, and goes out in order when it is back.',
  },
];

const READERS = ['maya', 'leo'];

const quickstart: Part = {
  plan: () => [
    {
      stage: 'write',
      calls: POSTS.length,
      async run({ addActivity }) {
        for (const { feed, ...post } of POSTS) {
          await addActivity(feed, { ...post, actor: feed, verb: 'post', object: `note:${post.id.slice(-2)}` });
        }
      },
    },
    {
      stage: 'write',
      calls: 1 + MESSAGES.length,
      async run({ createChannel, sendMessage }) {
        const members = READERS.map((userId) => ({ userId }));
        await createChannel({ id: CHANNEL, type: 'messaging', name: 'Quickstart', userId: 'nora', members });
        for (const message of MESSAGES) await sendMessage(CHANNEL, message);
      },
    },
    ...READERS.map(
      (reader): Lane => ({
        stage: 'follow',
        calls: 3,
        async run({ follow }) {
          for (const target of ['pulse', 'nora', reader]) await follow(`timeline:${reader}`, `user:${target}`);
        },
      }),
    ),
  ],
};

export const QUICKSTART: readonly Part[] = [quickstart];
