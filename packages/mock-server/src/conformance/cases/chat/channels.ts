import { casesOf } from '../../case.js';
import { expectEqual, expectMatch, expectThat } from '../../expectations.js';
import { createChannel, say } from './channel-kit.js';

export const channelCases = casesOf('chat', {
  'a-channel-comes-back-whole': [
    'A channel is answered with what was sent, its creator as the owner, and the members that were named.',
    async ({ pair, name }) => {
      const [maya, leo] = await pair();
      const body = {
        id: name('channel'),
        type: 'team' as const,
        name: 'General',
        members: [{ userId: leo.identity, role: 'moderator' as const }],
        custom: { a: 1 },
        slowModeSeconds: 5,
        blockList: ['secret'],
      };
      const created = await maya.ok('createChannel', { body });
      const { members: _, ...same } = body;
      expectMatch(created, { ...same, frozen: false, memberCount: 2, createdBy: maya.identity }, 'the channel');
      const roles = Object.fromEntries(created.members.map(({ userId, role }) => [userId, role]));
      expectEqual(roles, { [maya.identity]: 'owner', [leo.identity]: 'moderator' }, 'the roles');
      expectMatch(created.membership, { userId: maya.identity, role: 'owner' }, 'membership');
      const { offset: _offset, ...whole } = created;
      const seen = await maya.ok('getChannel', { params: { channelId: body.id }, query: {} });
      expectMatch(seen, whole, 'the channel as it is read');
    },
  ],
  'creating-again-answers-what-stands': [
    'A channel created again under its id and type is answered as it stands; another type is 409 `conflict`.',
    async ({ user, name }) => {
      const maya = await user();
      const body = { id: name('channel'), type: 'messaging' as const, name: 'First' };
      const first = await maya.ok('createChannel', { body });
      const again = await maya.ok('createChannel', { body: { ...body, name: 'Second' } });
      expectEqual(again.name, 'First', 'name');
      expectEqual(again.createdAt, first.createdAt, 'createdAt');
      await maya.refused('createChannel', { body: { ...body, type: 'team' } }, 'conflict', { param: 'id' });
    },
  ],
  'an-id-of-others-conflicts': [
    'An id of a channel that the caller may not see is 409 `conflict`, as is one that was deleted.',
    async (world) => {
      const { id, owner, stranger } = await createChannel(world);
      await stranger.refused('createChannel', { body: { id, type: 'messaging' } }, 'conflict', { param: 'id' });
      await owner.ok('removeChannel', { params: { channelId: id } });
      await owner.refused('createChannel', { body: { id, type: 'messaging' } }, 'conflict', { param: 'id' });
    },
  ],
  'members-alone-see-a-channel': [
    'Messaging and team channels are 404 for who is no member, in every call.',
    async (world) => {
      for (const type of ['messaging', 'team'] as const) {
        const channel = await createChannel(world, type);
        const { stranger, params, owner } = channel;
        const { id: messageId } = await say(owner, channel);
        const message = { ...params, messageId };
        await stranger.refused('getChannel', { params }, 'not_found');
        await stranger.refused('updateChannel', { params, body: { name: 'x' } }, 'not_found');
        await stranger.refused('removeChannel', { params }, 'not_found');
        await stranger.refused('listMembers', { params }, 'not_found');
        const members = [{ userId: stranger.identity }];
        await stranger.refused('addMembers', { params, body: { members } }, 'not_found');
        await stranger.refused('listMessages', { params }, 'not_found');
        await stranger.refused('sendMessage', { params, body: { text: 'x' } }, 'not_found');
        await stranger.refused('getMessage', { params: message }, 'not_found');
        await stranger.refused('reactToMessage', { params: message, body: { kind: 'like' } }, 'not_found');
        await stranger.refused('markRead', { params, body: {} }, 'not_found');
        await stranger.refused('saveDraft', { params, body: { text: 'x' } }, 'not_found');
        await stranger.refused('searchMessages', { query: { q: 'hello', channelId: channel.id } }, 'not_found');
      }
    },
  ],
  'a-livestream-is-open': [
    'Anybody in the project reads and writes a livestream, and joins it by adding itself.',
    async (world) => {
      const channel = await createChannel(world, 'livestream');
      const { stranger, params } = channel;
      await stranger.ok('getChannel', { params, query: {} });
      await say(stranger, channel);
      const self = { members: [{ userId: stranger.identity }] };
      const { data } = await stranger.ok('addMembers', { params, body: self });
      expectMatch(data, [{ userId: stranger.identity, role: 'member' }], 'the members added');
      const others = { members: [{ userId: world.name('user') }] };
      await stranger.refused('addMembers', { params, body: others }, 'forbidden');
    },
  ],
  'a-dm-is-its-people': [
    'A dm is found by the set of its people, in whatever order; its id begins with `dm-` and its people never change.',
    async ({ pair, name }) => {
      const [maya, leo] = await pair();
      const dm = (userId: string) => ({ body: { type: 'dm' as const, members: [{ userId }] } });
      const first = await maya.ok('createChannel', dm(leo.identity));
      const second = await leo.ok('createChannel', dm(maya.identity));
      expectEqual(second.id, first.id, 'the id of the dm that the other begins');
      expectThat(first.id.startsWith('dm-'), `an id that begins with dm-, not ${first.id}`);
      const params = { channelId: first.id };
      const members = [{ userId: name('user') }];
      await maya.refused('addMembers', { params, body: { members } }, 'forbidden');
      await maya.refused('removeMember', { params: { ...params, userId: maya.identity } }, 'forbidden');
    },
  ],
  'a-dm-has-no-name': [
    'A dm with an id, a name, fewer than 2 or more than 10 people is 400 `invalid_request`; so is another channel called `dm-…`.',
    async ({ pair, name }) => {
      const [maya, leo] = await pair();
      const body = { type: 'dm', members: [{ userId: leo.identity }] };
      await maya.refused('createChannel', { body: { ...body, id: name() } }, 'invalid_request', { param: 'id' });
      await maya.refused('createChannel', { body: { ...body, name: 'Us' } }, 'invalid_request', { param: 'name' });
      const many = Array.from({ length: 10 }, () => ({ userId: name('user') }));
      for (const members of [[{ userId: maya.identity }], many]) {
        const request = { body: { type: 'dm', members } };
        await maya.refused('createChannel', request, 'invalid_request', { param: 'members' });
      }
      const taken = { body: { type: 'team', id: `dm-${name()}` } };
      await maya.refused('createChannel', taken, 'invalid_request', { param: 'id' });
    },
  ],
  'moderators-change-a-channel': [
    'Owner and moderators change a channel; a member is 403 `forbidden`; what is left out stays.',
    async (world) => {
      const { owner, member, params } = await createChannel(world, 'team', { name: 'Old', custom: { a: 1 } });
      await member.refused('updateChannel', { params, body: { name: 'x' } }, 'forbidden');
      const changed = await owner.ok('updateChannel', { params, body: { name: 'New', frozen: true } });
      expectMatch(changed, { name: 'New', frozen: true, custom: { a: 1 } }, 'the channel');
      const cleared = await owner.ok('updateChannel', { params, body: { name: null } });
      expectMatch(cleared, { name: null, frozen: true }, 'the channel');
    },
  ],
  'only-owners-delete-a-channel': [
    'Its owner deletes a channel, a member may not; it is gone for everybody then.',
    async (world) => {
      const { id, owner, member, params } = await createChannel(world);
      await member.refused('removeChannel', { params }, 'forbidden');
      expectEqual(await owner.ok('removeChannel', { params }), { id, removed: true }, 'the answer');
      for (const caller of [owner, member, world.server]) await caller.refused('getChannel', { params }, 'not_found');
      await owner.refused('sendMessage', { params, body: { text: 'x' } }, 'not_found');
      const { data } = await member.ok('listChannels', { query: {} });
      expectThat(data.length === 0, 'no channel in the list');
    },
  ],
  'moderators-of-the-project-see-all': [
    'A token with the role moderator or admin sees and moderates every channel; an admin deletes it, a moderator may not.',
    async (world) => {
      const channel = await createChannel(world, 'team');
      const { params, owner } = channel;
      const { id: messageId } = await say(owner, channel);
      const moderator = await world.user({ role: 'moderator' });
      await moderator.ok('getChannel', { params, query: {} });
      await moderator.ok('updateChannel', { params, body: { name: 'Watched' } });
      await moderator.ok('deleteMessage', { params: { ...params, messageId }, query: {} });
      await moderator.refused('removeChannel', { params }, 'forbidden');
      const admin = await world.user({ role: 'admin' });
      await admin.ok('removeChannel', { params });
    },
  ],
  'names-show-what-they-are': [
    'Names with control characters, or with marks that turn the direction of text, are 400 `invalid_request`.',
    async ({ user }) => {
      const maya = await user();
      for (const name of ['a\u0007b', 'a\u202eb', ' ', 'x'.repeat(129)]) {
        const request = { body: { type: 'team', name } };
        await maya.refused('createChannel', request, 'invalid_request', { param: 'name' });
      }
    },
  ],
});
