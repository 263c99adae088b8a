import type { AnyEvent, Message, SubscribeOk } from '@pulse-io/protocol';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ENGINES, isSkipped } from '../testing/engines.js';
import { createTestBackend, type TestBackend } from '../testing/test-backend.js';
import { type ChatUser, endings, joinChat } from './chat.test-kit.js';

const WRITERS = ['ann', 'ben', 'cleo'];
/** That each of them writes after the end. */
const MESSAGES = 5;
/** Below the frames that a socket may send in a second. */
const ATTEMPTS = 30;

/** How the grant ends, each by a call of its own. */
const ENDS = [
  { name: 'a ban', method: 'POST', suffix: '/bans', body: { userId: 'bob' }, type: 'user.banned', code: 'banned' },
  {
    ...{ name: 'a removal', method: 'DELETE', suffix: '/members/bob', body: undefined },
    ...{ type: 'chat.member.removed', code: 'not_found' },
  },
] as const;

describe.each(ENGINES)('access that ends while others write, on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let t: TestBackend;
    let alice: ChatUser;
    let writers: ChatUser[];
    let watcher: ChatUser;
    let opened = 0;
    beforeAll(async () => {
      t = await createTestBackend(engine);
      [alice, watcher, ...writers] = (await Promise.all(
        ['alice', 'watcher', ...WRITERS].map((name) => joinChat(t, name)),
      )) as [ChatUser, ChatUser, ...ChatUser[]];
    });
    afterAll(() => t.dispose());

    const eventsOf = ({ client }: ChatUser, ch: string): AnyEvent[] =>
      client.socket.frames
        .flatMap((frame) =>
          'ev' in frame ? [frame.ev] : 'ok' in frame && 'events' in frame.ok ? (frame.ok as SubscribeOk).events : [],
        )
        .filter((event) => event.ch === ch);

    test.each(ENDS)('nothing later than $name reaches its user, subscribed or recovering', async (end) => {
      const id = `rush-${++opened}`;
      const ch = `chat:${id}`;
      const path = `/v1/channels/${id}`;
      const members = ['bob', 'watcher', ...WRITERS].map((userId) => ({ userId }));
      await alice.call('POST', '/v1/channels', { body: { id, type: 'team', members } });
      const [still, restless] = [await joinChat(t, 'bob'), await joinChat(t, 'bob')];
      const { epoch, offset } = ((await watcher.ask({ sub: { ch } })) as { ok: SubscribeOk }).ok;
      await still.ask({ sub: { ch } });

      let ended = false;
      const recover = async () =>
        (await restless.ask({ sub: { ch, recover: { epoch, offset } } })) as { err?: { code: string } };
      const recovering = (async () => {
        const codes = new Set<string>();
        for (let n = 0; n < ATTEMPTS && !ended; n++) codes.add((await recover()).err?.code ?? 'ok');
        return codes;
      })();
      const written = Promise.all(
        writers.map(async ({ call }) => {
          const offsets: number[] = [];
          for (let after = 0; after < MESSAGES; after += ended ? 1 : 0) {
            const { body } = await call<Message>('POST', `${path}/messages`, { body: { text: 'Hello' } });
            offsets.push(body.offset);
          }
          return offsets;
        }),
      );
      await watcher.hears(ch, 'chat.message.new');
      expect((await alice.call(end.method, `${path}${end.suffix}`, { body: end.body })).status).toBeLessThan(300);
      ended = true;
      const offsets = (await written).flat();
      const last = Math.max(...offsets);
      await vi.waitFor(() => expect(eventsOf(watcher, ch).at(-1)?.offset).toBeGreaterThanOrEqual(last));
      for (const code of await recovering) expect(['ok', end.code]).toContain(code);
      expect(await recover()).toMatchObject({ err: { code: end.code } });

      const cut = eventsOf(watcher, ch).find(({ type }) => type === end.type)?.offset ?? 0;
      expect(cut).toBeGreaterThan(offset);
      expect(last).toBeGreaterThan(cut);
      for (const socket of [still, restless]) {
        expect(eventsOf(socket, ch).filter((event) => event.offset > cut)).toEqual([]);
      }
      const whole = Array.from({ length: cut - offset }, (_, n) => offset + 1 + n);
      expect(eventsOf(still, ch).map((event) => event.offset)).toEqual(whole);
      expect(endings(still)).toEqual([{ ch, code: end.code }]);
      for (const { client } of [still, restless]) client.peer.closed();
    });
  });
});
