import { type AnyEvent, type Message, SERVER_LIMITS } from '@pulse-io/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FetchedPage } from '../../links/fetch-page.js';
import { ENGINES, isSkipped } from '../../testing/engines.js';
import { quietLogger } from '../../testing/test-backend.js';
import { type ChatRoom, type ChatWorld, createChatWorld } from './messages.test-kit.js';

const pageOf = (url: string, title: string): FetchedPage => ({
  url,
  contentType: 'text/html',
  body: new TextEncoder().encode(`<title>${title}</title><meta property="og:description" content="${title}">`),
});

describe.each(ENGINES)('previews of links in messages on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let world: ChatWorld & { dispose(): Promise<void> };
    let room: ChatRoom;
    /** Pages that are being fetched; each is answered when a test says so. */
    const held: { url: string; answer(title?: string): void }[] = [];
    const logger = { ...quietLogger, error: vi.fn() };

    beforeAll(async () => {
      world = await createChatWorld(engine, {
        logger,
        fetchPage: (url, { signal }) =>
          new Promise((resolve, reject) => {
            held.push({ url, answer: (title = 'A page') => resolve(pageOf(url, title)) });
            signal.addEventListener('abort', () => reject(signal.reason));
          }),
      });
    });
    beforeEach(async () => {
      held.length = 0;
      room = await world.open();
    });
    afterAll(async () => {
      expect(logger.error).not.toHaveBeenCalled();
      await world.dispose();
    });

    const fetching = (url: string) => vi.waitFor(() => held.find((one) => one.url === url) ?? expect.fail(url));
    const read = async (id: string) => (await room.call('carol', 'GET', `/messages/${id}`)).body;
    const updates = async (): Promise<AnyEvent[]> =>
      (await room.events()).filter(({ type }) => type === 'chat.message.updated');

    test('come after the answer, as a change to the message, also under an idempotency key', async () => {
      const body = { text: 'See https://a.test/one', id: '01jd00000000000000000000aa' };
      const headers = { 'idempotency-key': 'once' };
      const send = () => world.as.alice<Message>('POST', `${room.path}/messages`, { body, headers });
      const sent = await send();
      expect(sent.body.linkPreviews).toEqual([]);
      (await fetching('https://a.test/one')).answer();
      await vi.waitFor(async () =>
        expect((await read(sent.body.id)).linkPreviews).toMatchObject([
          { url: 'https://a.test/one', title: 'A page', description: 'A page' },
        ]),
      );
      const [update] = await updates();
      expect(update).toMatchObject({ data: { message: { linkPreviews: [{ title: 'A page' }], editedAt: null } } });
      expect((await read(sent.body.id)).version).toBe(update?.offset);
      expect((await send()).body).toEqual(sent.body);
      expect(held).toHaveLength(1);
    });

    test('are dropped where the text was changed or deleted while they were loaded', async () => {
      const edited = (await room.send('alice', { text: 'https://b.test/old' })).body;
      const deleted = (await room.send('alice', { text: 'https://c.test/gone' })).body;
      const [old, gone] = [await fetching('https://b.test/old'), await fetching('https://c.test/gone')];
      await room.call('alice', 'PATCH', `/messages/${edited.id}`, { text: 'https://d.test/new' });
      await room.call('alice', 'DELETE', `/messages/${deleted.id}`);
      old.answer();
      gone.answer();
      (await fetching('https://d.test/new')).answer('New');
      await vi.waitFor(async () =>
        expect((await read(edited.id)).linkPreviews).toMatchObject([{ url: 'https://d.test/new' }]),
      );
      expect((await read(deleted.id)).linkPreviews).toEqual([]);
      expect(await updates()).toHaveLength(2);
    });

    test('go when an edit takes the link out, and stay when it does not touch the text', async () => {
      const { id } = (await room.send('alice', { text: 'https://e.test/x' })).body;
      (await fetching('https://e.test/x')).answer();
      await vi.waitFor(async () => expect((await read(id)).linkPreviews).toHaveLength(1));
      const edit = (body: object) => room.call('alice', 'PATCH', `/messages/${id}`, body);
      expect((await edit({ custom: { pinned: true } })).body.linkPreviews).toHaveLength(1);
      expect((await edit({ text: 'no link' })).body.linkPreviews).toEqual([]);
    });

    test('are not loaded for what is written under a shadow ban', async () => {
      await room.call('bob', 'POST', '/bans', { userId: 'dan', shadow: true });
      await room.send('dan', { text: 'https://f.test/hidden' });
      await room.send('alice', { text: 'https://g.test/shown' });
      await fetching('https://g.test/shown');
      expect(held.map(({ url }) => url)).toEqual(['https://g.test/shown']);
    });

    test('are as many as fit the frame that carries the message', async () => {
      const links = Array.from({ length: 5 }, (_, n) => `https://h${n}.test/${'y'.repeat(1_800)}`);
      const text = `${links.join(' ')} `;
      const custom = { filler: 'x'.repeat(SERVER_LIMITS.customBytes - 20) };
      const title = 'x'.repeat(60);
      const attachments = Array.from({ length: 8 }, (_, n) => ({
        ...{ type: 'link', url: `https://i.test/${n}${'z'.repeat(1_400)}` },
      }));
      const { id } = (await room.send('alice', { text, custom, attachments })).body;
      for (const link of links) (await fetching(link)).answer(title);
      await vi.waitFor(async () => expect((await read(id)).linkPreviews.length).toBeGreaterThan(0));
      const message = await read(id);
      expect(message.linkPreviews.length).toBeLessThan(5);
      expect(message.linkPreviews.map(({ url }) => url)).toEqual(links.slice(0, message.linkPreviews.length));
      expect(JSON.stringify(message).length).toBeLessThan(SERVER_LIMITS.messageBytes - SERVER_LIMITS.reactionBytes);
    });
  });
});
