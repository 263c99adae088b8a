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

export const quickstart: Scenario = {
  name: 'quickstart',
  description: 'Maya and Leo, who read Pulse and Nora but do not follow each other yet.',
  async seed({ addActivity, follow }) {
    for (const { actor, ...post } of POSTS) {
      await addActivity(actor, { ...post, actor, verb: 'post', object: `note:${post.id.slice(-2)}` });
    }
    for (const reader of ['timeline:maya', 'timeline:leo']) {
      await follow(reader, 'user:pulse');
      await follow(reader, 'user:nora');
      await follow(reader, reader.replace('timeline', 'user'));
    }
  },
};
