import { casesOf } from '../../case.js';
import { expectEqual, expectThat } from '../../expectations.js';
import { walkPages } from '../../walk-pages.js';
import type { World } from '../../world.js';
import { createChannel, say, texts } from './channel-kit.js';

/** A channel with messages called by their number, and their ids. */
async function numbered(world: World, count: number) {
  const channel = await createChannel(world);
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push((await say(channel.owner, channel, `${n}`)).id);
  return { channel, ids };
}

export const messagePageCases = casesOf('chat', {
  'history-is-walked-back': [
    'Walking `next` from the newest message gives every message once, down to the first.',
    async (world) => {
      const { channel, ids } = await numbered(world, 9);
      const { owner, params } = channel;
      const rows = await walkPages(
        4,
        (query) => owner.ok('listMessages', { params, query }),
        ({ id }) => id,
      );
      expectEqual(
        rows.map(({ id }) => id),
        ids.toReversed(),
        'the messages',
      );
    },
  ],
  'history-is-walked-forth': [
    'Walking `previous` from an old message gives every newer message once, up to the newest, where it is null.',
    async (world) => {
      const { channel, ids } = await numbered(world, 8);
      const { owner, params } = channel;
      const seen: string[] = [];
      let page = await owner.ok('listMessages', { params, query: { after: ids[0] ?? '', limit: 3 } });
      for (let pages = 0; page.data.length > 0; pages++) {
        expectThat(pages < 10, 'the walk to end');
        seen.unshift(...page.data.map(({ text }) => text));
        if (page.previous === null) break;
        page = await owner.ok('listMessages', { params, query: { cursor: page.previous, limit: 3 } });
      }
      expectEqual(seen, ['7', '6', '5', '4', '3', '2', '1'], 'the messages after the first');
    },
  ],
  'a-page-begins-at-a-message': [
    '`before`, `after` and `around` take a message id or an offset; before and after leave that message out.',
    async (world) => {
      const { channel, ids } = await numbered(world, 7);
      const { owner, params } = channel;
      const id = ids[3] ?? '';
      const { offset } = await owner.ok('getMessage', { params: { ...params, messageId: id }, query: {} });
      for (const place of [id, `${offset}`]) {
        expectEqual(await texts(owner, channel, { before: place, limit: 2 }), ['2', '1'], `before ${place}`);
        expectEqual(await texts(owner, channel, { after: place, limit: 2 }), ['5', '4'], `after ${place}`);
        const around = await texts(owner, channel, { around: place, limit: 4 });
        expectThat(around.length === 4 && around.includes('3'), `4 messages around 3, not ${around.join(' ')}`);
      }
      const both = { before: id, after: id };
      await owner.refused('listMessages', { params, query: both }, 'invalid_request', { param: 'before' });
      await owner.refused('listMessages', { params, query: { before: world.ulid() } }, 'not_found');
    },
  ],
  'message-cursors-keep-to-their-list': [
    'A cursor of a channel opens no other channel, thread or list of pins: 400 `invalid_cursor`.',
    async (world) => {
      const { channel, ids } = await numbered(world, 2);
      const { owner, params } = channel;
      const { next } = await owner.ok('listMessages', { params, query: { limit: 1 } });
      const cursor = next ?? '';
      const parentId = ids[0] ?? '';
      await owner.refused('listMessages', { params, query: { cursor, parentId } }, 'invalid_cursor');
      await owner.refused('listMessages', { params, query: { cursor, pinned: true } }, 'invalid_cursor');
      const other = await owner.ok('createChannel', { body: { type: 'team' } });
      await owner.refused('listMessages', { params: { channelId: other.id }, query: { cursor } }, 'invalid_cursor');
    },
  ],
});
