import { chatChannel, PROJECT_CHANNEL, userChannel } from '@pulse-io/protocol';
import { casesOf } from '../../case.js';
import { expectEqual, expectMatch, expectThat } from '../../expectations.js';
import type { World } from '../../world.js';
import { createChannel, say } from './channel-kit.js';

/** A channel that its member hears. */
async function heard(world: World, type: 'messaging' | 'team' | 'livestream' = 'messaging') {
  const channel = await createChannel(world, type);
  const ch = chatChannel(channel.id);
  const socket = await world.connect(channel.member);
  const { offset } = await socket.sub(ch);
  return { ...channel, ch, socket, offset };
}

export const chatEventCases = casesOf('chat', {
  'messages-are-told': [
    'Whoever subscribes to a channel hears of each new message; the offset of the event is that of the message.',
    async (world) => {
      const channel = await heard(world);
      const { ownReactions: _, ...sent } = await say(channel.owner, channel);
      const { data, offset } = await channel.socket.event('chat.message.new');
      expectEqual(data, { message: sent, parent: null }, 'data');
      expectEqual(offset, sent.offset, 'offset');
    },
  ],
  'changes-of-messages-are-told': [
    'Edits, pins and deletions are events with the message as it is then; its version is the offset of the event.',
    async (world) => {
      const channel = await heard(world);
      const { owner, params, socket } = channel;
      const { id } = await say(owner, channel);
      const message = { ...params, messageId: id };
      await owner.ok('updateMessage', { params: message, body: { text: 'edited' } });
      const edited = await socket.event('chat.message.updated', ({ data }) => data.message.text === 'edited');
      expectEqual(edited.data.message.version, edited.offset, 'version');
      await owner.ok('pinMessage', { params: message, body: {} });
      await socket.event('chat.message.updated', ({ data }) => data.message.pinnedAt !== null);
      await owner.ok('deleteMessage', { params: message, query: {} });
      const { data } = await socket.event('chat.message.deleted');
      expectMatch(data, { hard: false, already: false, parent: null, message: { id, text: '' } }, 'data');
    },
  ],
  'threads-are-told': [
    'A message of a thread comes with what it does to its parent: the count and the time of the last one.',
    async (world) => {
      const channel = await heard(world);
      const { owner, socket } = channel;
      const { id } = await say(owner, channel);
      const reply = await say(owner, channel, 'reply', { parentId: id });
      const { data } = await socket.event('chat.message.new', (event) => event.data.parent !== null);
      expectEqual(data.parent, { id, threadCount: 1, lastReplyAt: reply.createdAt }, 'parent');
    },
  ],
  'reactions-are-told': [
    'Reactions and their taking back are events with all reactions of the message after them.',
    async (world) => {
      const channel = await heard(world);
      const { owner, params, socket } = channel;
      const { id } = await say(owner, channel);
      const message = { ...params, messageId: id };
      for (let n = 0; n < 2; n++) await owner.ok('reactToMessage', { params: message, body: { kind: 'like' } });
      const added = await socket.event('chat.reaction.added');
      const reactions = [{ kind: 'like', count: 1, userIds: [owner.identity] }];
      expectMatch(added.data, { messageId: id, userId: owner.identity, kind: 'like', reactions }, 'data');
      await owner.ok('unreactToMessage', { params: { ...message, kind: 'like' }, query: {} });
      const removed = await socket.event('chat.reaction.removed');
      expectEqual(removed.data.reactions, [], 'the reactions left');
      const types = socket.events(channel.ch).filter(({ type }) => type === 'chat.reaction.added');
      expectThat(types.length === 1, 'one event of a reaction that was given twice');
    },
  ],
  'changes-of-channels-are-told': [
    'A change of the channel is an event with the channel as everybody sees it; its version is the offset.',
    async (world) => {
      const { owner, params, socket } = await heard(world, 'team');
      await owner.ok('updateChannel', { params, body: { name: 'New', blockList: ['secret'] } });
      const { data, offset } = await socket.event('chat.channel.updated');
      expectMatch(data.channel, { name: 'New', version: offset }, 'channel');
    },
  ],
  'members-are-told': [
    'Members who are added, changed and removed are events of the channel, and of the user’s own channel too.',
    async (world) => {
      const { owner, params, socket, stranger } = await heard(world);
      const own = await world.connect(stranger);
      await own.sub(userChannel(stranger.identity));
      const of = { ...params, userId: stranger.identity };
      await owner.ok('addMembers', { params, body: { members: [{ userId: stranger.identity }] } });
      await owner.ok('updateMember', { params: of, body: { role: 'moderator' } });
      await owner.ok('removeMember', { params: of });
      for (const one of [socket, own]) {
        const added = await one.event('chat.member.added');
        expectMatch(added.data, { member: { userId: stranger.identity, role: 'member' }, memberCount: 3 }, 'data');
        const changed = await one.event('chat.member.updated');
        expectMatch(changed.data, { member: { role: 'moderator' } }, 'data');
        const removed = await one.event('chat.member.removed');
        expectMatch(removed.data, { userId: stranger.identity, memberCount: 2, open: false }, 'data');
      }
    },
  ],
  'new-channels-are-told-to-members': [
    'Whoever is made a member of a new channel hears of it in its own channel.',
    async (world) => {
      const [maya, leo] = await world.pair();
      const socket = await world.connect(leo);
      await socket.sub(userChannel(leo.identity));
      const members = [{ userId: leo.identity }];
      const { id } = await maya.ok('createChannel', { body: { type: 'messaging', members } });
      const { data } = await socket.event('chat.member.added');
      expectMatch(data, { channelId: id, member: { userId: leo.identity } }, 'data');
    },
  ],
  'channels-are-heard-by-those-who-see-them': [
    'Subscribing to a channel that the user does not see is `not_found`, to one that it is banned from `banned`.',
    async (world) => {
      const { owner, member, stranger, params, ch } = await heard(world);
      const socket = await world.connect(stranger);
      await socket.refused('sub', { ch }, 'not_found');
      await socket.refused('sub', { ch: userChannel(member.identity) }, 'not_found');
      await owner.ok('banUser', { params, body: { userId: member.identity } });
      await (await world.connect(member)).refused('sub', { ch }, 'banned');
    },
  ],
  'a-ban-is-the-last-event': [
    'The event of a ban is the last that the banned user gets of the channel, and ends the subscription with `banned`.',
    async (world) => {
      const channel = await heard(world);
      const { owner, member, params, socket, ch } = channel;
      const moderator = await world.connect(owner);
      await moderator.sub(ch);
      const { epoch, offset } = await socket.sub(ch);
      await owner.ok('banUser', { params, body: { userId: member.identity } });
      const { id } = await say(owner, channel, 'behind closed doors');
      expectEqual((await socket.unsubscribed(ch)).code, 'banned', 'the code of the end');
      await moderator.event('chat.message.new', ({ data }) => data.message.id === id);
      await socket.settled();
      expectEqual(socket.events(ch).at(-1)?.type, 'user.banned', 'the last event');
      await socket.refused('sub', { ch, recover: { epoch, offset } }, 'banned');
    },
  ],
  'a-removal-is-the-last-event': [
    'The event of its removal is the last that a member gets of the channel, and ends the subscription with `not_found`.',
    async (world) => {
      const channel = await heard(world);
      const { owner, member, params, socket, ch } = channel;
      await owner.ok('removeMember', { params: { ...params, userId: member.identity } });
      await say(owner, channel, 'among us');
      expectEqual((await socket.unsubscribed(ch)).code, 'not_found', 'the code of the end');
      await socket.settled();
      expectEqual(socket.events(ch).at(-1)?.type, 'chat.member.removed', 'the last event');
    },
  ],
  'a-deletion-is-the-last-event': [
    'When a channel is deleted, `chat.channel.updated` with `channel: null` is its last event, for everybody.',
    async (world) => {
      const { owner, params, socket, ch } = await heard(world);
      await owner.ok('removeChannel', { params });
      expectEqual((await socket.unsubscribed(ch)).code, 'not_found', 'the code of the end');
      expectMatch(
        socket.events(ch).at(-1),
        { type: 'chat.channel.updated', data: { channel: null } },
        'the last event',
      );
    },
  ],
  'moderation-is-told': [
    'Mutes and bans are events of the channel and of who is concerned; what moderators do is told on `project`.',
    async (world) => {
      const { owner, member, params, socket } = await heard(world);
      const watcher = await world.connect(await world.user({ role: 'moderator' }));
      await watcher.sub(PROJECT_CHANNEL);
      const { identity: userId } = member;
      await owner.ok('muteUser', { params, body: { userId, ttlSeconds: 60, reason: 'loud' } });
      await owner.ok('unmuteUser', { params: { ...params, userId } });
      expectMatch((await socket.event('user.muted')).data, { userId, reason: 'loud' }, 'data');
      expectMatch((await socket.event('user.unmuted')).data, { userId }, 'data');
      for (const action of ['mute', 'unmute']) {
        const told = await watcher.event(
          'chat.moderation',
          ({ data }) => data.channelId === params.channelId && data.action === action,
        );
        expectMatch(told.data, { userId, by: owner.identity, action }, 'data');
      }
    },
  ],
  'what-is-shadowed-is-not-told': [
    'What is written under a shadow ban is told to its author alone, and others have no gap.',
    async (world) => {
      const channel = await heard(world);
      const { owner, stranger, params, socket, ch } = channel;
      await owner.ok('addMembers', { params, body: { members: [{ userId: stranger.identity }] } });
      await owner.ok('banUser', { params, body: { userId: stranger.identity, shadow: true } });
      const own = await world.connect(stranger);
      await own.sub(userChannel(stranger.identity));
      const hidden = await say(stranger, channel, 'hidden');
      const shown = await say(owner, channel, 'shown');
      await own.event('chat.message.new', ({ data }) => data.message.id === hidden.id);
      await socket.event('chat.message.new', ({ data }) => data.message.id === shown.id);
      const types = socket.events(ch).map(({ type }) => type);
      expectEqual(types, ['chat.member.added', 'chat.message.new'], 'what others heard');
    },
  ],
  'signals-go-to-the-others': [
    'Typing and `reaction_sent` reach the others who hear the channel, with no offset, and not who sent them.',
    async (world) => {
      const { owner, member, socket, ch } = await heard(world);
      const other = await world.connect(owner);
      await other.sub(ch);
      await socket.ask('signal', { ch, type: 'typing_started', data: {} });
      await socket.ask('signal', { ch, type: 'reaction_sent', data: { kind: '🎉' } });
      const typing = await other.ephemeral('typing_started');
      expectMatch(typing, { ch, user: member.identity, ttlMs: 7_000 }, 'the typing');
      expectMatch(await other.ephemeral('reaction_sent'), { ch, data: { kind: '🎉' }, ttlMs: 0 }, 'the reaction');
      await socket.settled();
      expectThat(!socket.frames.some((frame) => 'eph' in frame), 'no signal to come back to who sent it');
    },
  ],
  'who-may-not-write-does-not-signal': [
    'Signals to a channel are refused with `muted`, `channel_frozen`, or `not_found` without a subscription.',
    async (world) => {
      const { owner, member, params, socket, ch } = await heard(world);
      const signal = { ch, type: 'typing_started', data: {} };
      await owner.ok('muteUser', { params, body: { userId: member.identity, ttlSeconds: 60 } });
      await socket.refused('signal', signal, 'muted');
      await owner.ok('unmuteUser', { params: { ...params, userId: member.identity } });
      await owner.ok('updateChannel', { params, body: { frozen: true } });
      await socket.refused('signal', signal, 'channel_frozen');
      await socket.ask('unsub', { ch });
      await socket.refused('signal', signal, 'not_found');
    },
  ],
});
