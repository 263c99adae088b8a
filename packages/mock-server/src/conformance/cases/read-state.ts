import { chatChannel, userChannel } from '@pulse-io/protocol';
import { casesOf } from '../case.js';
import { expectEqual, expectMatch, expectThat } from '../expectations.js';
import type { User } from '../world.js';
import { createChannel, say, type TestChannel } from './chat/channel-kit.js';

const unread = async (user: User, { params }: Pick<TestChannel, 'params'>) => {
  const { unreadCount, unreadMentions } = await user.ok('getChannel', { params, query: {} });
  return [unreadCount, unreadMentions];
};

export const readStateCases = casesOf('read state', {
  'others-messages-are-unread': [
    'Unread are the messages of others beyond what was read, those that mention the user counted apart; its own never are.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member } = channel;
      await say(owner, channel);
      await say(owner, channel, 'hi', { mentions: [member.identity] });
      await say(member, channel);
      expectEqual(await unread(member, channel), [2, 1], 'what is unread, and of it mentions');
      expectEqual(await unread(owner, channel), [1, 0], 'the same of the other');
    },
  ],
  'threads-and-deletions-do-not-count': [
    'Messages of threads and deleted messages are not unread.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member, params } = channel;
      const first = await say(owner, channel);
      await say(owner, channel, 'reply', { parentId: first.id, mentions: [member.identity] });
      const second = await say(owner, channel);
      expectThat((await unread(member, channel))[0] === 2, 'two unread messages');
      await owner.ok('deleteMessage', { params: { ...params, messageId: second.id }, query: {} });
      expectThat((await unread(member, channel))[0] === 1, 'one unread message after a deletion');
    },
  ],
  'reading-goes-up-to-a-message': [
    'Marking up to a message leaves what is newer unread; without one everything is read.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member, params } = channel;
      const [first] = [await say(owner, channel), await say(owner, channel), await say(owner, channel)];
      const partly = await member.ok('markRead', { params, body: { messageId: first.id } });
      expectMatch(partly, { userId: member.identity, offset: first.offset, unreadCount: 2 }, 'the answer');
      expectEqual(await unread(member, channel), [2, 0], 'what is unread');
      const whole = await member.ok('markRead', { params, body: {} });
      expectMatch(whole, { unreadCount: 0, unreadMentions: 0 }, 'the answer');
      expectEqual(await unread(member, channel), [0, 0], 'what is unread');
    },
  ],
  'reading-never-goes-back': [
    'Marking an earlier message changes nothing.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member, params } = channel;
      const first = await say(owner, channel);
      await say(owner, channel);
      const { offset, readAt } = await member.ok('markRead', { params, body: {} });
      const back = await member.ok('markRead', { params, body: { messageId: first.id } });
      expectMatch(back, { offset, readAt, unreadCount: 0 }, 'the answer');
    },
  ],
  'threads-are-not-marked': [
    'Marking a message of a thread is 400 `invalid_request`, one that is not there 404.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, params } = channel;
      const { id: parentId } = await say(owner, channel);
      const { id: messageId } = await say(owner, channel, 'reply', { parentId });
      await owner.refused('markRead', { params, body: { messageId } }, 'invalid_request', { param: 'messageId' });
      await owner.refused('markRead', { params, body: { messageId: world.ulid() } }, 'not_found');
    },
  ],
  'new-members-begin-at-the-newest': [
    'Who becomes a member has nothing unread of what was there before.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, stranger, params } = channel;
      for (let n = 0; n < 3; n++) await say(owner, channel);
      await owner.ok('addMembers', { params, body: { members: [{ userId: stranger.identity }] } });
      expectEqual(await unread(stranger, channel), [0, 0], 'what is unread');
      await say(owner, channel);
      expectEqual(await unread(stranger, channel), [1, 0], 'what is unread after a message');
    },
  ],
  'reading-is-told': [
    'Reading is an event of the channel, with what is unread of who read; repeating it is none.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member, params } = channel;
      const ch = chatChannel(channel.id);
      const socket = await world.connect(owner);
      await socket.sub(ch);
      await say(owner, channel);
      const answer = await member.ok('markRead', { params, body: {} });
      const { data, offset } = await socket.event('chat.read');
      expectEqual(data, { channelId: channel.id, ...answer }, 'data');
      expectEqual(answer.head, offset, 'head');
      const { read } = await owner.ok('getChannel', { params, query: {} });
      const told = read.find(({ userId }) => userId === member.identity);
      expectMatch(told, { offset: answer.offset, readAt: answer.readAt }, 'how far the member has read');
      await member.ok('markRead', { params, body: {} });
      const last = await say(owner, channel);
      await socket.event('chat.message.new', (event) => event.data.message.id === last.id);
      const reads = socket.events(ch).filter(({ type }) => type === 'chat.read');
      expectThat(reads.length === 1, `one event of reading, not ${reads.length}`);
    },
  ],
  'readers-of-a-livestream-are-private': [
    'In a livestream reading is told in the reader’s own channel alone, and `read` names the caller alone.',
    async (world) => {
      const channel = await createChannel(world, 'livestream');
      const { owner, stranger, params } = channel;
      const ch = chatChannel(channel.id);
      const [other, own] = [await world.connect(owner), await world.connect(stranger)];
      await other.sub(ch);
      await own.sub(userChannel(stranger.identity));
      await say(owner, channel);
      await stranger.ok('markRead', { params, body: {} });
      expectMatch((await own.event('chat.read')).data, { userId: stranger.identity, unreadCount: 0 }, 'data');
      const last = await say(owner, channel);
      await other.event('chat.message.new', ({ data }) => data.message.id === last.id);
      expectThat(!other.events(ch).some(({ type }) => type === 'chat.read'), 'nobody else to hear of it');
      const { read } = await owner.ok('getChannel', { params, query: {} });
      expectThat(
        read.every(({ userId }) => userId === owner.identity),
        'read to name nobody but the caller',
      );
    },
  ],
});
