import { casesOf } from '../case.js';
import { expectEqual, expectThat } from '../expectations.js';
import { walkPages } from '../walk-pages.js';
import type { User, World } from '../world.js';
import { createChannel, say } from './chat/channel-kit.js';

/** A word that nobody else writes. */
const wordOf = ({ ulid }: World): string => `w${ulid()}`;

const find = async (user: User, q: string, query: object = {}): Promise<string[]> =>
  (await user.ok('searchMessages', { query: { q, ...query } })).data.map(({ text }) => text);

export const searchCases = casesOf('search', {
  'messages-are-found-by-all-words': [
    'A message is found that has all words of the query, in any order, the newest first.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member } = channel;
      const word = wordOf(world);
      await say(owner, channel, `${word} green apple`);
      await say(owner, channel, `apple ${word} red`);
      await say(owner, channel, 'green apple');
      expectEqual(await find(member, word), [`apple ${word} red`, `${word} green apple`], 'what has the word');
      expectEqual(await find(member, `green ${word}`), [`${word} green apple`], 'what has both words');
      expectEqual(await find(member, `${word} blue`), [], 'what has a word that is not there');
    },
  ],
  'case-and-accents-do-not-matter': [
    'Words are found whatever their case and accents.',
    async (world) => {
      const channel = await createChannel(world);
      const word = wordOf(world);
      const text = `${word} Crème BRÛLÉE`;
      await say(channel.owner, channel, text);
      for (const q of ['creme', 'CRÈME brulee', 'brûlée']) {
        expectEqual(await find(channel.owner, `${word} ${q}`), [text], `what is found by “${q}”`);
      }
    },
  ],
  'the-last-word-may-be-unfinished': [
    'The last word of a query may be the beginning of one; those before it are whole.',
    async (world) => {
      const channel = await createChannel(world);
      const word = wordOf(world);
      const text = `${word} strawberry`;
      await say(channel.owner, channel, text);
      expectEqual(await find(channel.owner, `${word} straw`), [text], 'what begins with the last word');
      expectEqual(await find(channel.owner, `straw ${word}`), [], 'what begins with a word before it');
    },
  ],
  'only-what-one-sees-is-found': [
    'Search finds messages of channels that the user is a member of, and no others.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member, stranger, params } = channel;
      const word = wordOf(world);
      await say(owner, channel, word);
      expectEqual(await find(stranger, word), [], 'what who is no member finds');
      await owner.ok('banUser', { params, body: { userId: member.identity } });
      expectEqual(await find(member, word), [], 'what who is banned finds');
      await member.refused('searchMessages', { query: { q: word, channelId: channel.id } }, 'banned');
      expectEqual(await find(await world.user({ role: 'moderator' }), word), [word], 'what a moderator finds');
    },
  ],
  'search-is-narrowed': [
    '`channelId` and `from` narrow a search to a channel and to an author.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, member } = channel;
      const word = wordOf(world);
      await say(owner, channel, `${word} one`);
      await say(member, channel, `${word} two`);
      const other = await owner.ok('createChannel', { body: { type: 'team' } });
      await say(owner, { params: { channelId: other.id } }, `${word} three`);
      expectThat((await find(owner, word)).length === 3, 'three messages in all channels');
      expectEqual(await find(owner, word, { channelId: other.id }), [`${word} three`], 'what is in one channel');
      expectEqual(await find(owner, word, { from: member.identity }), [`${word} two`], 'what one author wrote');
    },
  ],
  'search-follows-changes': [
    'An edited message is found by its new words and not by its old ones; a deleted one is not found.',
    async (world) => {
      const channel = await createChannel(world);
      const { owner, params } = channel;
      const [before, after] = [wordOf(world), wordOf(world)];
      const { id } = await say(owner, channel, before);
      const message = { ...params, messageId: id };
      await owner.ok('updateMessage', { params: message, body: { text: after } });
      expectEqual(await find(owner, before), [], 'what is found by the old word');
      expectEqual(await find(owner, after), [after], 'what is found by the new word');
      await owner.ok('deleteMessage', { params: message, query: {} });
      expectEqual(await find(owner, after), [], 'what is found after the deletion');
    },
  ],
  'search-has-pages': [
    'What is found is walked page by page, each message once.',
    async (world) => {
      const channel = await createChannel(world);
      const word = wordOf(world);
      for (let n = 0; n < 7; n++) await say(channel.owner, channel, `${word} ${n}`);
      const rows = await walkPages(
        3,
        (query) => channel.owner.ok('searchMessages', { query: { ...query, q: word } }),
        ({ id }) => id,
      );
      expectThat(rows.length === 7, `7 messages, not ${rows.length}`);
      const { next } = await channel.owner.ok('searchMessages', { query: { q: word, limit: 1 } });
      const other = { q: `${word} 1`, cursor: next };
      await channel.owner.refused('searchMessages', { query: other }, 'invalid_cursor');
    },
  ],
  'a-query-without-words-finds-nothing': [
    'A query of nothing but signs finds nothing and breaks nothing; an empty one is 400 `invalid_request`.',
    async (world) => {
      const { owner } = await createChannel(world);
      for (const q of ['"', '* OR *', '%', "'; drop", '-- ', '🎉']) await owner.ok('searchMessages', { query: { q } });
      await owner.refused('searchMessages', { query: { q: ' ' } }, 'invalid_request', { param: 'q' });
    },
  ],
});
