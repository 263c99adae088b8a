import { casesOf } from '../../case.js';
import { pause } from '../../eventually.js';
import { expectEqual, expectMatch, expectThat } from '../../expectations.js';
import { expectProblem } from '../../http/caller.js';
import { walkPages } from '../../walk-pages.js';
import { createChannel, say, texts } from './channel-kit.js';

export const moderationCases = casesOf('chat', {
  'a-ban-takes-the-channel': [
    'For who is banned every call of the channel is 403 `banned`, until the ban is lifted.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member, params } = channel;
      const body = { userId: member.identity, reason: 'spam' };
      const ban = await owner.ok('banUser', { params, body });
      const expected = { kind: 'ban', by: owner.identity, expiresAt: null, channelId: channel.id, ...body };
      expectMatch(ban, expected, 'the ban');
      await member.refused('getChannel', { params }, 'banned');
      await member.refused('listMessages', { params }, 'banned');
      await member.refused('sendMessage', { params, body: { text: 'x' } }, 'banned');
      const { data } = await member.ok('listChannels', { query: {} });
      expectThat(data.length === 0, 'no channel in the list of who is banned');
      const lift = { params: { ...params, userId: member.identity } };
      expectThat((await owner.ok('unbanUser', lift)).removed, 'removed to be true');
      expectThat(!(await owner.ok('unbanUser', lift)).removed, 'removed to be false the second time');
      await say(member, channel);
    },
  ],
  'a-timed-ban-ends': [
    'A ban with `ttlSeconds` ends by itself.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member, params } = channel;
      const body = { userId: member.identity, ttlSeconds: 1 };
      const { createdAt, expiresAt } = await owner.ok('banUser', { params, body });
      expectEqual(Date.parse(expiresAt ?? '') - Date.parse(createdAt), 1000, 'milliseconds to its end');
      await member.refused('getChannel', { params }, 'banned');
      await pause(1_100);
      await member.ok('getChannel', { params, query: {} });
    },
  ],
  'members-do-not-moderate': [
    'A member is 403 `forbidden` for every act of moderation.',
    async (world) => {
      const { owner, member, params } = await createChannel(world);
      const { identity: userId } = owner;
      await member.refused('banUser', { params, body: { userId } }, 'forbidden');
      await member.refused('muteUser', { params, body: { userId, ttlSeconds: 60 } }, 'forbidden');
      await member.refused('unbanUser', { params: { ...params, userId } }, 'forbidden');
      await member.refused('unmuteUser', { params: { ...params, userId } }, 'forbidden');
      await member.refused('listRestrictions', { params }, 'forbidden');
    },
  ],
  'nobody-restricts-an-owner': [
    'Nobody restricts an owner or itself, and moderators do not restrict each other; nor do they lift it.',
    async (world) => {
      const { owner, member, stranger, params } = await createChannel(world);
      const role = 'moderator' as const;
      await owner.ok('updateMember', { params: { ...params, userId: member.identity }, body: { role } });
      await owner.ok('addMembers', { params, body: { members: [{ userId: stranger.identity, role }] } });
      for (const { identity } of [owner, stranger, member]) {
        await member.refused('banUser', { params, body: { userId: identity } }, 'forbidden');
      }
      await owner.ok('muteUser', { params, body: { userId: member.identity, ttlSeconds: 60 } });
      for (const moderator of [member, stranger]) {
        const lift = { params: { ...params, userId: member.identity } };
        await moderator.refused('unmuteUser', lift, 'forbidden');
      }
    },
  ],
  'a-mute-silences': [
    'Who is muted reads on, and is 403 `muted` when it writes, edits or reacts; its view says until when.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member, params } = channel;
      const sent = await say(member, channel);
      const body = { userId: member.identity, ttlSeconds: 600 };
      const { expiresAt } = await owner.ok('muteUser', { params, body });
      await member.refused('sendMessage', { params, body: { text: 'x' } }, 'muted');
      const message = { ...params, messageId: sent.id };
      await member.refused('updateMessage', { params: message, body: { text: 'x' } }, 'muted');
      await member.refused('reactToMessage', { params: message, body: { kind: 'like' } }, 'muted');
      expectEqual(await texts(member, channel), ['hello'], 'the messages');
      const { mutedUntil } = await member.ok('getChannel', { params, query: {} });
      expectEqual(mutedUntil, expiresAt, 'mutedUntil');
      await owner.ok('unmuteUser', { params: { ...params, userId: member.identity } });
      await say(member, channel);
    },
  ],
  'a-shadow-ban-is-not-noticed': [
    'Under a shadow ban a user goes on writing; it and moderators see that, others do not, and no offset is used up.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member, stranger, params } = channel;
      await owner.ok('addMembers', { params, body: { members: [{ userId: stranger.identity }] } });
      const before = await say(owner, channel, 'before');
      await owner.ok('banUser', { params, body: { userId: member.identity, shadow: true } });
      const hidden = await say(member, channel, 'hidden');
      const after = await say(owner, channel, 'after');
      expectEqual(await texts(member, channel), ['after', 'hidden', 'before'], 'the messages as the author sees them');
      expectEqual(await texts(owner, channel), ['after', 'hidden', 'before'], 'the messages as a moderator sees them');
      expectEqual(await texts(stranger, channel), ['after', 'before'], 'the messages as others see them');
      const message = { ...params, messageId: hidden.id };
      await stranger.refused('getMessage', { params: message }, 'not_found');
      expectEqual(after.offset, before.offset + 1, 'the offset of the next message');
      const { unreadCount, lastMessage } = await stranger.ok('getChannel', { params, query: {} });
      expectEqual([unreadCount, lastMessage?.id], [2, after.id], 'what is unread, and the last message');
      const { data } = await owner.ok('listRestrictions', { params, query: {} });
      expectMatch(data, [{ userId: member.identity, kind: 'shadow_ban' }], 'the restrictions');
    },
  ],
  'slow-mode-makes-wait': [
    'In slow mode a second message of a user is 429 `slow_mode` with `Retry-After`; moderators and servers do not wait.',
    async (world) => {
      const channel = await createChannel(world, 'team', { slowModeSeconds: 600 });
      const { owner, member, params } = channel;
      await say(member, channel, 'first');
      const exchange = await member.call('sendMessage', { params, body: { text: 'second' } });
      expectProblem(exchange, 'slow_mode');
      const wait = Number(exchange.headers.get('retry-after'));
      expectThat(wait > 590 && wait <= 600, `Retry-After of some 600 s, not ${wait}`);
      for (const text of ['a', 'b']) await say(owner, channel, text);
      const body = { text: 'c', userId: member.identity };
      await world.server.ok('sendMessage', { params, body });
    },
  ],
  'slow-mode-holds-at-once': [
    'Of messages that a user sends at the same time in slow mode, one is taken.',
    async (world) => {
      const channel = await createChannel(world, 'team', { slowModeSeconds: 600 });
      const { member, params } = channel;
      const send = () => member.call('sendMessage', { params, body: { text: 'x' } });
      const exchanges = await Promise.all(Array.from({ length: 5 }, send));
      const taken = exchanges.filter(({ status }) => status === 201);
      expectThat(taken.length === 1, `one message to be taken, not ${taken.length}`);
      for (const exchange of exchanges) if (!taken.includes(exchange)) expectProblem(exchange, 'slow_mode');
    },
  ],
  'a-frozen-channel-is-for-moderators': [
    'In a frozen channel members are 403 `channel_frozen` when they write; moderators write on.',
    async (world) => {
      const channel = await createChannel(world, 'team');
      const { owner, member, params } = channel;
      await owner.ok('updateChannel', { params, body: { frozen: true } });
      await member.refused('sendMessage', { params, body: { text: 'x' } }, 'channel_frozen');
      await say(owner, channel);
      await owner.ok('updateChannel', { params, body: { frozen: false } });
      await say(member, channel);
    },
  ],
  'blocked-words-are-refused': [
    'Words of the block list are 422 `message_blocked`, whatever their case and width, as whole words, in titles too.',
    async (world) => {
      const channel = await createChannel(world, 'team', { blockList: ['Secret', 'two words'] });
      const { owner, member, params } = channel;
      for (const text of ['a secret!', 'SECRET', 'ｓｅｃｒｅｔ', 'se\u00adcret', 'in two words.']) {
        const request = { params, body: { text } };
        await member.refused('sendMessage', request, 'message_blocked', { param: 'text' });
      }
      await owner.refused('sendMessage', { params, body: { text: 'secret' } }, 'message_blocked');
      const { id } = await say(member, channel, 'secretary, two-words');
      const edit = { params: { ...params, messageId: id }, body: { text: 'secret' } };
      await member.refused('updateMessage', edit, 'message_blocked');
      const attachments = [{ type: 'link', url: 'https://example.com/', title: 'a secret' }];
      const titled = { params, body: { text: 'x', attachments } };
      await member.refused('sendMessage', titled, 'message_blocked', { param: 'attachments' });
    },
  ],
  'block-lists-are-told-to-moderators': [
    'The block list stands in a channel as moderators read it, and not as members do.',
    async (world) => {
      const { owner, member, params, created } = await createChannel(world, 'team', { blockList: ['secret'] });
      expectEqual(created.blockList, ['secret'], 'blockList in the answer');
      const { blockList } = await member.ok('getChannel', { params, query: {} });
      expectEqual(blockList, undefined, 'blockList as a member reads it');
      const { data } = await owner.ok('listChannels', { query: {} });
      expectEqual(data[0]?.blockList, ['secret'], 'blockList in the list of a moderator');
    },
  ],
  'restrictions-have-pages': [
    'Bans and mutes that hold are walked page by page, each once.',
    async (world) => {
      const { owner, params } = await createChannel(world);
      for (let n = 0; n < 5; n++) {
        const userId = world.name('user');
        if (n % 2) await owner.ok('banUser', { params, body: { userId } });
        else await owner.ok('muteUser', { params, body: { userId, ttlSeconds: 60 } });
      }
      const rows = await walkPages(
        2,
        (query) => owner.ok('listRestrictions', { params, query }),
        ({ userId, kind }) => `${userId} ${kind}`,
      );
      expectThat(rows.length === 5, `5 restrictions, not ${rows.length}`);
    },
  ],
});
