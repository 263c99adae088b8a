import type { Scenario } from './scenario.js';

/** Fixed ids make seeding repeatable: an activity that is there already is left as it stands. */
const POSTS = [
  {
    id: '01jd0000000000000000000001',
    actor: 'user:pulse',
    text: 'Welcome! Everything on this page is live: two people, two clients, one real backend on your machine.',
    tags: ['welcome'],
  },
  {
    id: '01jd0000000000000000000002',
    actor: 'user:nora',
    text: 'Tip: follow somebody and their newest posts fill your timeline. Unfollow, and they are gone again.',
    tags: ['tips'],
  },
  {
    id: '01jd0000000000000000000003',
    actor: 'user:nora',
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

export const quickstart: Scenario = {
  name: 'quickstart',
  description: 'Maya and Leo, who read Pulse and Nora, talk with Nora, and do not follow each other yet.',
  async seed({ addActivity, follow, createChannel, sendMessage }) {
    for (const { actor, ...post } of POSTS) {
      await addActivity(actor, { ...post, actor, verb: 'post', object: `note:${post.id.slice(-2)}` });
    }
    for (const reader of ['timeline:maya', 'timeline:leo']) {
      await follow(reader, 'user:pulse');
      await follow(reader, 'user:nora');
      await follow(reader, reader.replace('timeline', 'user'));
    }
    const members = [{ userId: 'maya' }, { userId: 'leo' }];
    await createChannel({ id: CHANNEL, type: 'messaging', name: 'Quickstart', userId: 'nora', members });
    for (const message of MESSAGES) await sendMessage(CHANNEL, message);
  },
};
