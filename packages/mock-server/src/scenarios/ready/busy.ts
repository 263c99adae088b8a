import { celebrity } from '../parts/celebrity.js';
import { channel, livestream } from '../parts/channel.js';
import { dm } from '../parts/dm.js';
import { follows } from '../parts/follows.js';
import { users } from '../parts/users.js';
import { person } from '../people/people.js';
import type { Part } from '../scenario.js';
import { SOCIAL } from './social.js';
import { TEAM } from './team.js';

export const BUSY: readonly Part[] = [
  ...SOCIAL,
  ...TEAM.slice(1),
  channel('everybody', { name: 'Everybody' })
    .members(users(20))
    .messages(200)
    .threads(5)
    .reactions()
    .pins(3)
    .deleted(2)
    .unread('maya', 25),
  dm('maya', 'ines')
    .messages(40, { topics: ['travel', 'design'] })
    .reactions()
    .unread('maya', 1),
  livestream('launch-show', { name: 'Launch show' }).moderators('maya', 'ewan').messages(300).reactions().pins(1),
  celebrity(500, { posts: 5 }),
  follows('maya', [person('celebrity')]),
];
