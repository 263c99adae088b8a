import { casesOf } from '../../case.js';
import { expectEqual, expectMatch, expectThat } from '../../expectations.js';
import { createChannel, read, say, texts } from './channel-kit.js';

export const messageCases = casesOf('chat', {
  'a-message-comes-back-whole': [
    'A message is answered and listed with everything that was sent.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member, params } = channel;
      const body = {
        id: world.ulid(),
        text: 'Hello *there*\n<b>x</b>',
        attachments: [{ type: 'file' as const, url: 'https://example.com/a.pdf', size: 3 }],
        mentions: [member.identity],
        custom: { a: { b: [1] } },
      };
      const sent = await owner.ok('sendMessage', { params, body });
      const fresh = { replyTo: null, parentId: null, threadCount: 0, reactions: [], editedAt: null, deletedAt: null };
      expectMatch(sent, { ...body, ...fresh, channelId: channel.id, userId: owner.identity }, 'the message');
      expectEqual(sent.version, sent.offset, 'version');
      expectEqual(await read(owner, channel), [sent], 'the list');
      const one = await owner.ok('getMessage', { params: { ...params, messageId: sent.id }, query: {} });
      expectEqual(one, sent, 'the message by itself');
    },
  ],
  'messages-are-in-their-order': [
    'Messages are listed the newest first, by an offset that grows with each.',
    async (world) => {
      const channel = await createChannel(world);
      const users = [channel.owner, channel.member];
      for (let n = 0; n < 6; n++) await say(users[n % 2] ?? channel.owner, channel, `${n}`);
      const messages = await read(channel.owner, channel);
      expectEqual(
        messages.map(({ text }) => text),
        ['5', '4', '3', '2', '1', '0'],
        'the list',
      );
      const offsets = messages.map(({ offset }) => offset);
      expectEqual(
        offsets,
        [...new Set(offsets)].sort((a, b) => b - a),
        'the offsets',
      );
    },
  ],
  'messages-sent-at-once-have-one-order': [
    'Messages that are sent at the same time all arrive, each with an offset of its own.',
    async (world) => {
      const channel = await createChannel(world);
      const users = [channel.owner, channel.member];
      const sent = await Promise.all(
        Array.from({ length: 8 }, (_, n) => say(users[n % 2] ?? channel.owner, channel, `${n}`)),
      );
      const listed = await read(channel.owner, channel);
      expectThat(listed.length === 8, `8 messages, not ${listed.length}`);
      expectThat(new Set(listed.map(({ offset }) => offset)).size === 8, '8 offsets');
      const offsetOf = new Map(sent.map(({ id, offset }) => [id, offset]));
      for (const { id, offset } of listed) expectEqual(offset, offsetOf.get(id), `the offset of ${id}`);
    },
  ],
  'an-empty-message-is-refused': [
    'A message without anything that could be seen is 400 `invalid_request`; an attachment alone is enough.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, params } = channel;
      for (const text of ['', '  \n', '\u200b']) {
        await owner.refused('sendMessage', { params, body: { text } }, 'invalid_request', { param: 'text' });
      }
      const attachments = [{ type: 'image' as const, url: 'https://example.com/a.png' }];
      await owner.ok('sendMessage', { params, body: { attachments } });
    },
  ],
  'a-message-has-a-size': [
    'A text of more than 10,000 characters is 400 `invalid_request`, a message over 40 KiB is 413 `body_too_large`.',
    async (world) => {
      const { owner, params } = await createChannel(world);
      const long = { text: 'x'.repeat(10_001) };
      await owner.refused('sendMessage', { params, body: long }, 'invalid_request', { param: 'text' });
      const large = { text: '語'.repeat(10_000), custom: { a: 'x'.repeat(16_000) } };
      await owner.refused('sendMessage', { params, body: large }, 'body_too_large');
    },
  ],
  'links-of-messages-are-http': [
    'Attachments of messages link to http and https alone.',
    async (world) => {
      const { owner, params } = await createChannel(world);
      const body = { text: 'x', attachments: [{ type: 'link', url: 'javascript:alert(1)' }] };
      await owner.refused('sendMessage', { params, body }, 'invalid_request', { param: 'attachments.0.url' });
    },
  ],
  'authors-edit-their-messages': [
    'Its author changes a message: what is left out stays, `editedAt` says when; nobody else may, not even a moderator.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member, params } = channel;
      const sent = await say(member, channel, 'before', { custom: { a: 1 } });
      const request = { params: { ...params, messageId: sent.id }, body: { text: 'after' } };
      await owner.refused('updateMessage', request, 'forbidden');
      const edited = await member.ok('updateMessage', request);
      expectMatch(edited, { text: 'after', custom: { a: 1 }, offset: sent.offset }, 'the message');
      expectThat(edited.editedAt !== null, 'a time in editedAt');
      expectThat(edited.version > sent.version, 'a higher version');
      expectEqual(await texts(owner, channel), ['after'], 'the list');
    },
  ],
  'a-deleted-message-leaves-its-place': [
    'Deleting takes what a message said and leaves its place; deleting again changes nothing, editing is 404.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member, params } = channel;
      const sent = await say(member, channel, 'secret', { custom: { a: 'secret' } });
      const request = { params: { ...params, messageId: sent.id }, query: {} };
      const answer = { id: sent.id, removed: true };
      expectEqual(await member.ok('deleteMessage', request), answer, 'the answer');
      expectEqual(await member.ok('deleteMessage', request), answer, 'the second answer');
      const [left] = await read(owner, channel);
      expectMatch(left, { id: sent.id, text: '', custom: {}, attachments: [], offset: sent.offset }, 'what is left');
      expectThat(left?.deletedAt !== null, 'a time in deletedAt');
      const edit = { params: request.params, body: { text: 'again' } };
      await member.refused('updateMessage', edit, 'not_found');
      await member.refused('reactToMessage', { params: request.params, body: { kind: 'like' } }, 'not_found');
      const again = { id: sent.id, text: 'secret', custom: { a: 'secret' } };
      await member.refused('sendMessage', { params, body: again }, 'conflict');
    },
  ],
  'moderators-delete-messages': [
    'A message is deleted by its author or a moderator; for good, with its thread, by moderators alone.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member, params } = channel;
      const theirs = await say(owner, channel, 'theirs');
      const mine = await say(member, channel, 'mine');
      const reply = await say(owner, channel, 'reply', { parentId: mine.id });
      const of = (messageId: string, hard: boolean) => ({
        params: { ...params, messageId },
        query: { hard: `${hard}` },
      });
      await member.refused('deleteMessage', of(theirs.id, false), 'forbidden');
      await member.refused('deleteMessage', of(mine.id, true), 'forbidden');
      await owner.ok('deleteMessage', of(mine.id, true));
      expectEqual(await texts(member, channel), ['theirs'], 'the list');
      for (const { id } of [mine, reply]) {
        await member.refused('getMessage', { params: { ...params, messageId: id } }, 'not_found');
      }
    },
  ],
  'mentions-name-who-sees-it': [
    'Mentions keep those who may see the channel, each once; others are left out.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member, stranger } = channel;
      const mentions = [member.identity, stranger.identity, member.identity];
      const sent = await say(owner, channel, 'hi', { mentions });
      expectEqual(sent.mentions, [member.identity], 'the mentions');
    },
  ],
  'pins-are-kept-and-listed': [
    'Any member of a messaging channel pins messages, in a team moderators do; they are listed with `pinned=true`.',
    async (world) => {
      const channel = await createChannel(world);
      const { member } = channel;
      const [first] = [await say(member, channel, 'one'), await say(member, channel, 'two')];
      const of = (id: string) => ({ ...channel.params, messageId: id });
      const pinned = await member.ok('pinMessage', { params: of(first.id), body: {} });
      expectEqual(pinned.pinnedBy, member.identity, 'pinnedBy');
      expectEqual(await texts(member, channel, { pinned: true }), ['one'], 'the pinned messages');
      const { pinnedAt } = await member.ok('unpinMessage', { params: of(first.id), query: {} });
      expectEqual(pinnedAt, null, 'pinnedAt');
      expectEqual(await texts(member, channel, { pinned: true }), [], 'the pinned messages at last');
      const team = await createChannel(world, 'team');
      const message = await say(team.member, team);
      const params = { ...team.params, messageId: message.id };
      await team.member.refused('pinMessage', { params, body: {} }, 'forbidden');
      await team.owner.ok('pinMessage', { params, body: {} });
    },
  ],
});
