import { channel } from '../parts/channel.js';
import { dm } from '../parts/dm.js';
import { users } from '../parts/users.js';
import type { Part } from '../scenario.js';

const everybody = users(8);

export const TEAM: readonly Part[] = [
  everybody,
  channel('general', { name: 'General', custom: { topic: 'What concerns us all' } })
    .members(everybody)
    .messages(120)
    .threads(5)
    .reactions()
    .pins(2)
    .deleted(1)
    .unread('maya', 12)
    .unread('leo', 3),
  channel('launch', { name: 'Launch', type: 'team' })
    .members('maya', 'leo', 'nora', 'kenji', 'sofia')
    .moderators('greta')
    .messages(48, { topics: ['launch'] })
    .threads(3)
    .reactions()
    .pins(1)
    .unread('maya', 4),
  channel('design', { name: 'Design' })
    .members('nora', 'maya', 'leo', 'greta')
    .messages(40, { topics: ['design'] })
    .threads(3)
    .reactions(),
  channel('on-call', { name: 'On call' })
    .members('arjun', 'kenji', 'leo', 'layla')
    .messages(36, { topics: ['on-call'] })
    .threads(2)
    .reactions()
    .unread('leo', 7),
  channel('lunch', { name: 'Lunch' })
    .members(everybody)
    .messages(40, { topics: ['lunch', 'football', 'travel'] })
    .reactions(),
  dm('maya', 'leo')
    .messages(30, { topics: ['lunch', 'travel', 'football'] })
    .reactions()
    .unread('maya', 2),
  dm('maya', 'nora')
    .messages(16, { topics: ['design', 'travel'] })
    .reactions(),
  dm('leo', 'kenji').messages(16, { topics: ['on-call', 'football'] }),
  dm('maya', 'layla', 'sofia')
    .messages(18, { topics: ['launch', 'lunch'] })
    .reactions(),
];
