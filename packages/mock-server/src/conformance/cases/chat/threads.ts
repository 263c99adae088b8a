import { casesOf } from '../../case.js';
import { expectEqual, expectMatch, expectThat } from '../../expectations.js';
import { walkPages } from '../../walk-pages.js';
import { createChannel, say, texts } from './channel-kit.js';

export const threadCases = casesOf('chat', {
  'threads-stand-apart': [
    'Messages with a `parentId` are listed under it alone, and counted in the message that the thread hangs on.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member, params } = channel;
      const parent = await say(owner, channel, 'parent');
      const replies = [
        await say(member, channel, 'one', { parentId: parent.id }),
        await say(owner, channel, 'two', { parentId: parent.id }),
      ];
      expectEqual(await texts(owner, channel), ['parent'], 'the channel');
      expectEqual(await texts(owner, channel, { parentId: parent.id }), ['two', 'one'], 'the thread');
      const of = (messageId: string) => ({ params: { ...params, messageId }, query: {} });
      const counted = await owner.ok('getMessage', of(parent.id));
      expectMatch(counted, { threadCount: 2, lastReplyAt: replies[1]?.createdAt }, 'the parent');
      await owner.ok('deleteMessage', of(replies[1]?.id ?? ''));
      const { threadCount } = await owner.ok('getMessage', of(parent.id));
      expectEqual(threadCount, 1, 'threadCount after a deletion');
    },
  ],
  'threads-are-one-level-deep': [
    'A message of a thread has no thread of its own: 400 `invalid_request`, naming `parentId`.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, params } = channel;
      const parent = await say(owner, channel);
      const reply = await say(owner, channel, 'reply', { parentId: parent.id });
      const body = { text: 'deeper', parentId: reply.id };
      await owner.refused('sendMessage', { params, body }, 'invalid_request', { param: 'parentId' });
      const nowhere = { text: 'x', parentId: world.ulid() };
      await owner.refused('sendMessage', { params, body: nowhere }, 'not_found');
    },
  ],
  'replies-answer-in-their-list': [
    '`replyTo` names a message of the same list; one of another list or channel is 404.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, params } = channel;
      const first = await say(owner, channel, 'first');
      const reply = await say(owner, channel, 'reply', { replyTo: first.id });
      expectEqual(reply.replyTo, first.id, 'replyTo');
      const inThread = { text: 'x', parentId: first.id, replyTo: reply.id };
      await owner.refused('sendMessage', { params, body: inThread }, 'not_found');
      const other = await owner.ok('createChannel', { body: { type: 'messaging' } });
      const across = { params: { channelId: other.id }, body: { text: 'x', replyTo: first.id } };
      await owner.refused('sendMessage', across, 'not_found');
    },
  ],
  'reactions-count-once': [
    'A user reacts once with each kind; counts, those who reacted and one’s own are told; taking back undoes it.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member } = channel;
      const { id } = await say(owner, channel);
      const params = { ...channel.params, messageId: id };
      for (const user of [owner, member, member]) await user.ok('reactToMessage', { params, body: { kind: '👍' } });
      const message = await member.ok('reactToMessage', { params, body: { kind: 'like' } });
      expectMatch(
        message.reactions,
        [
          { kind: '👍', count: 2 },
          { kind: 'like', count: 1 },
        ],
        'the reactions',
      );
      expectEqual(message.reactions[0]?.userIds, [member.identity, owner.identity], 'who reacted, the newest first');
      expectEqual([...(message.ownReactions ?? [])].sort(), ['like', '👍'].sort(), 'ownReactions');
      const taken = { params: { ...params, kind: '👍' }, query: {} };
      for (let n = 0; n < 2; n++) {
        const after = await member.ok('unreactToMessage', taken);
        expectMatch(
          after.reactions,
          [
            { kind: '👍', count: 1 },
            { kind: 'like', count: 1 },
          ],
          'the reactions left',
        );
      }
      const seen = await owner.ok('getMessage', { params, query: {} });
      expectEqual(seen.ownReactions, ['👍'], 'ownReactions of the other');
    },
  ],
  'reactions-have-pages': [
    'Who reacted is walked page by page, each once; `kind` narrows it.',
    async (world) => {
      const channel = await createChannel(world, 'livestream');
      const { owner } = channel;
      const { id } = await say(owner, channel);
      const params = { ...channel.params, messageId: id };
      for (let n = 0; n < 5; n++) {
        const userId = world.name('user');
        await world.server.ok('reactToMessage', { params, body: { kind: n % 2 ? 'like' : 'wow', userId } });
      }
      const read = (query: object) => owner.ok('listMessageReactions', { params, query });
      const rows = await walkPages(2, read, ({ userId, kind }) => `${userId} ${kind}`);
      expectThat(rows.length === 5, `5 reactions, not ${rows.length}`);
      const likes = await walkPages(
        1,
        (query) => read({ ...query, kind: 'like' }),
        ({ userId }) => userId,
      );
      expectThat(likes.length === 2, `2 likes, not ${likes.length}`);
    },
  ],
  'a-kind-has-a-form': [
    'A kind of reaction has 1 to 64 characters and no white space; others are 400 `invalid_request`.',
    async (world) => {
      const channel = await createChannel(world);
      const { id } = await say(channel.owner, channel);
      const params = { ...channel.params, messageId: id };
      for (const kind of ['', 'a b', 'x'.repeat(65), '..']) {
        const request = { params, body: { kind } };
        await channel.owner.refused('reactToMessage', request, 'invalid_request', { param: 'kind' });
      }
    },
  ],
});
