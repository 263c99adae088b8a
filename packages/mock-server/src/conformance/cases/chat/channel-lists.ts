import { casesOf } from '../../case.js';
import { pause } from '../../eventually.js';
import { expectEqual, expectMatch } from '../../expectations.js';
import { walkPages } from '../../walk-pages.js';
import type { User, World } from '../../world.js';
import { createChannel, say } from './channel-kit.js';

const idsOf = async (user: User, query: object = {}): Promise<string[]> =>
  (await user.ok('listChannels', { query })).data.map(({ id }) => id);

/** Three channels of one user, made one after the other at different times. */
async function three({ user }: World) {
  const maya = await user();
  const ids: string[] = [];
  for (const [name, type] of [
    ['Banana', 'messaging'],
    ['apple', 'team'],
    ['Cherry', 'messaging'],
  ] as const) {
    ids.push((await maya.ok('createChannel', { body: { name, type } })).id);
    await pause(3);
  }
  const [banana = '', apple = '', cherry = ''] = ids;
  return { maya, banana, apple, cherry };
}

export const channelListCases = casesOf('chat', {
  'a-list-has-ones-own-channels': [
    'The list has the channels that a user is a member of, and no others, with their last message.',
    async (world) => {
      const channel = await createChannel(world);
      const { id, owner, member, stranger } = channel;
      const { ownReactions: _, ...message } = await say(owner, channel);
      const { data } = await member.ok('listChannels', { query: {} });
      expectMatch(data, [{ id, lastMessage: message, unreadCount: 1 }], 'the list');
      expectEqual(await idsOf(stranger), [], 'the list of who is no member');
    },
  ],
  'lists-have-their-order': [
    'A list begins with the channel that last had something to say; or the newest, or by name whatever its case.',
    async (world) => {
      const { maya, banana, apple, cherry } = await three(world);
      expectEqual(await idsOf(maya), [cherry, apple, banana], 'the list');
      await say(maya, { params: { channelId: banana } });
      expectEqual(await idsOf(maya), [banana, cherry, apple], 'the list after a message');
      expectEqual(await idsOf(maya, { sort: 'created' }), [cherry, apple, banana], 'the list, newest first');
      expectEqual(await idsOf(maya, { sort: 'name' }), [apple, banana, cherry], 'the list by name');
    },
  ],
  'lists-are-filtered': [
    'A list is narrowed by type, part of the name, whether it is frozen, and whether something is unread.',
    async (world) => {
      const { maya, banana, apple, cherry } = await three(world);
      expectEqual(await idsOf(maya, { type: 'team' }), [apple], 'team channels');
      expectEqual(await idsOf(maya, { name: 'AN' }), [banana], 'channels with “AN” in their names');
      await maya.ok('updateChannel', { params: { channelId: cherry }, body: { frozen: true } });
      expectEqual(await idsOf(maya, { frozen: true }), [cherry], 'frozen channels');
      expectEqual(await idsOf(maya, { frozen: false }), [apple, banana], 'channels that are not frozen');
      const message = { text: 'hi', userId: world.name('user') };
      await world.server.ok('sendMessage', { params: { channelId: apple }, body: message });
      expectEqual(await idsOf(maya, { unread: true }), [apple], 'channels with something unread');
      expectEqual((await idsOf(maya, { unread: false })).sort(), [banana, cherry].sort(), 'channels that are read');
    },
  ],
  'lists-have-pages': [
    'Channels are walked page by page in each order, each once.',
    async (world) => {
      const { maya } = await three(world);
      for (const sort of ['lastMessage', 'created', 'name'] as const) {
        await walkPages(
          1,
          (query) => maya.ok('listChannels', { query: { ...query, sort } }),
          ({ id }) => id,
        );
      }
    },
  ],
  'livestreams-are-listed': [
    'With `joined=false` the list has the livestreams of the project, whether joined or not.',
    async (world) => {
      const { stranger, created } = await createChannel(world, 'livestream', { name: world.name('live') });
      const query = { joined: false, name: created.name };
      expectEqual(await idsOf(stranger, query), [created.id], 'the livestreams of that name');
      expectEqual(await idsOf(stranger), [], 'the channels of who has not joined');
    },
  ],
});
