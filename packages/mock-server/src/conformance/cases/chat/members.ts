import { casesOf } from '../../case.js';
import { expectEqual, expectMatch, expectThat } from '../../expectations.js';
import { walkPages } from '../../walk-pages.js';
import { createChannel } from './channel-kit.js';

export const memberCases = casesOf('chat', {
  'members-add-others': [
    'Any member adds others to a messaging channel, only moderators to a team; who is a member stays as it is.',
    async (world) => {
      for (const [type, may] of [
        ['messaging', true],
        ['team', false],
      ] as const) {
        const { owner, member, stranger, params } = await createChannel(world, type);
        const request = { params, body: { members: [{ userId: stranger.identity }] } };
        if (may) await member.ok('addMembers', request);
        else await member.refused('addMembers', request, 'forbidden');
        const [first] = (await owner.ok('addMembers', request)).data;
        const [second] = (await owner.ok('addMembers', request)).data;
        expectEqual(second, first, 'the member that was there');
        const { memberCount } = await stranger.ok('getChannel', { params, query: {} });
        expectEqual(memberCount, 3, 'memberCount');
      }
    },
  ],
  'members-make-no-moderators': [
    'A plain member adds plain members only: with a higher role it is 403 `forbidden`.',
    async (world) => {
      const { member, stranger, params } = await createChannel(world);
      for (const role of ['moderator', 'owner']) {
        const members = [{ userId: stranger.identity, role }];
        await member.refused('addMembers', { params, body: { members } }, 'forbidden');
      }
    },
  ],
  'members-leave': [
    'A member leaves by removing itself; it removes no others; `removed` is false where there was nobody.',
    async (world) => {
      const { id, owner, member, params, stranger } = await createChannel(world);
      const leave = { params: { ...params, userId: member.identity } };
      await member.refused('removeMember', { params: { ...params, userId: owner.identity } }, 'forbidden');
      const gone = { channelId: id, userId: member.identity, removed: true };
      expectEqual(await member.ok('removeMember', leave), gone, 'the answer');
      await member.refused('getChannel', { params }, 'not_found');
      expectEqual(await owner.ok('removeMember', leave), { ...gone, removed: false }, 'the answer of another removal');
      const never = { params: { ...params, userId: stranger.identity } };
      expectThat(!(await owner.ok('removeMember', never)).removed, 'nobody to be removed');
    },
  ],
  'moderators-remove-members': [
    'Moderators remove members, but not each other nor an owner.',
    async (world) => {
      const { owner, member, stranger, params } = await createChannel(world, 'team');
      const of = (userId: string) => ({ params: { ...params, userId } });
      const members = [{ userId: stranger.identity, role: 'moderator' as const }];
      await owner.ok('addMembers', { params, body: { members } });
      const second = await world.user();
      await owner.ok('addMembers', {
        params,
        body: { members: [{ userId: second.identity, role: 'moderator' as const }] },
      });
      await stranger.refused('removeMember', of(owner.identity), 'forbidden');
      await stranger.refused('removeMember', of(second.identity), 'forbidden');
      await stranger.ok('removeMember', of(member.identity));
      await member.refused('getChannel', { params }, 'not_found');
    },
  ],
  'owners-give-roles': [
    'Owners give roles, others may not; the last owner keeps its role: 409 `conflict`.',
    async (world) => {
      const { owner, member, params } = await createChannel(world, 'team');
      const of = (userId: string, role: string) => ({ params: { ...params, userId }, body: { role } });
      await member.refused('updateMember', of(member.identity, 'owner'), 'forbidden');
      await owner.refused('updateMember', of(owner.identity, 'member'), 'conflict', { param: 'role' });
      const promoted = await owner.ok('updateMember', {
        params: { ...params, userId: member.identity },
        body: { role: 'owner' },
      });
      expectMatch(promoted, { userId: member.identity, role: 'owner' }, 'the member');
      await owner.ok('updateMember', { params: { ...params, userId: owner.identity }, body: { role: 'member' } });
      await owner.refused('updateMember', of(member.identity, 'member'), 'forbidden');
      await member.refused('updateMember', of(world.name('user'), 'member'), 'not_found');
    },
  ],
  'a-channel-keeps-an-owner': [
    'When the last owner leaves, the moderator who joined first takes over, or else the member who did.',
    async (world) => {
      const { owner, member, stranger, params } = await createChannel(world);
      const members = [{ userId: stranger.identity, role: 'moderator' as const }];
      await owner.ok('addMembers', { params, body: { members } });
      await owner.ok('removeMember', { params: { ...params, userId: owner.identity } });
      const roles = async () => {
        const { data } = await world.server.ok('listMembers', { params, query: {} });
        return Object.fromEntries(data.map(({ userId, role }) => [userId, role]));
      };
      expectEqual(await roles(), { [member.identity]: 'member', [stranger.identity]: 'owner' }, 'the roles');
      await stranger.ok('removeMember', { params: { ...params, userId: stranger.identity } });
      expectEqual(await roles(), { [member.identity]: 'owner' }, 'the roles at last');
    },
  ],
  'members-have-pages': [
    'Members are walked page by page in the order in which they joined, each once.',
    async (world) => {
      const userIds = Array.from({ length: 9 }, () => world.name('user'));
      const members = userIds.map((userId) => ({ userId }));
      const { params, owner, member } = await createChannel(world);
      await owner.ok('addMembers', { params, body: { members } });
      const rows = await walkPages(
        4,
        (query) => owner.ok('listMembers', { params, query }),
        ({ userId }) => userId,
      );
      const joined = [owner.identity, member.identity, ...userIds].sort();
      expectEqual(rows.map(({ userId }) => userId).sort(), joined, 'the members');
    },
  ],
});
