import type { Message, MessagePage } from '@pulse-io/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, isSkipped } from '../../testing/engines.js';
import { type ChatRoom, type ChatWorld, createChatWorld, type Person } from './messages.test-kit.js';

const idsOf = ({ data }: Pick<MessagePage, 'data'>) => data.map(({ id }) => id);
const isOrdered = (messages: readonly Message[]) =>
  messages.every((message, n) => {
    const before = messages[n - 1];
    return !before || before.offset > message.offset || (before.offset === message.offset && before.id > message.id);
  });

describe.each(ENGINES)('lists of messages on %s', (engine) => {
  describe.skipIf(isSkipped(engine))('', () => {
    let world: ChatWorld & { dispose(): Promise<void> };
    beforeAll(async () => {
      world = await createChatWorld(engine);
    });
    afterAll(() => world.dispose());

    /** A room with deleted, hidden, pinned and edited messages and a thread. */
    async function fill(): Promise<{ room: ChatRoom; parentId: string }> {
      const room = await world.open();
      await room.call('bob', 'POST', '/bans', { userId: 'dan', shadow: true });
      const sent: Message[] = [];
      for (let n = 0; n < 40; n++) {
        const by: Person = n % 5 < 2 ? 'dan' : 'carol';
        sent.push((await room.send(by, { text: `m${n}` })).body);
      }
      const parentId = sent[2]?.id ?? '';
      for (const [n, { id, userId }] of sent.entries()) {
        if (n % 7 === 3) await room.call(userId as Person, 'DELETE', `/messages/${id}`);
        else if (n % 7 === 4) await room.call('bob', 'DELETE', `/messages/${id}?hard=true`);
        else if (n % 3 === 0) await room.call('bob', 'POST', `/messages/${id}/pin`, {});
        if (n % 4 === 0) await room.send(n % 8 ? 'carol' : 'dan', { text: `t${n}`, parentId });
      }
      return { room, parentId };
    }

    test('walk both ways from anywhere, in pages of any size, and neither repeat nor skip', async () => {
      const { room, parentId } = await fill();
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom<Person>('alice', 'carol', 'dan'),
          fc.constantFrom('', `&parentId=${parentId}`, '&pinned=true'),
          fc.integer({ min: 1, max: 17 }),
          fc.constantFrom('before', 'after', 'around', 'offset'),
          fc.nat(),
          async (by, filter, limit, from, nth) => {
            const all = await room.listAll(by, filter);
            expect(isOrdered(all)).toBe(true);
            expect(idsOf({ data: await room.listAll(by, filter, limit) })).toEqual(all.map(({ id }) => id));
            const at = nth % all.length;
            const place = from === 'offset' ? `around=${all[at]?.offset}` : `${from}=${all[at]?.id}`;
            const page = await room.list(by, `?limit=${limit}&${place}${filter}`);
            const walk = async (start: string | null, way: 'next' | 'previous') => {
              const pages: string[][] = [];
              for (let cursor = start; cursor !== null; ) {
                const one: MessagePage = await room.list(by, `?limit=${limit}&cursor=${cursor}${filter}`);
                pages.push(idsOf(one));
                cursor = one[way];
              }
              return (way === 'next' ? pages : pages.reverse()).flat();
            };
            const [older, newer] = [await walk(page.next, 'next'), await walk(page.previous, 'previous')];
            const walked = [...newer, ...idsOf(page), ...older];
            if (page.data.length > 0) expect(walked).toEqual(all.map(({ id }) => id));
            else expect([from, at]).toEqual(from === 'before' ? ['before', all.length - 1] : ['after', 0]);
            if (from === 'around') expect(idsOf(page)).toContain(all[at]?.id);
            if (from === 'offset') expect(page.data.map(({ offset }) => offset)).toContain(all[at]?.offset);
            if (from === 'before') expect(idsOf(page)).toEqual(all.slice(at + 1, at + 1 + limit).map(({ id }) => id));
            if (from === 'after')
              expect(idsOf(page)).toEqual(all.slice(Math.max(0, at - limit), at).map(({ id }) => id));
          },
        ),
        { numRuns: engine === 'postgres' ? 25 : 60 },
      );
    }, 60_000);

    test('hold while they are written to: older pages lose nothing, and whoever follows the end sees all in order', async () => {
      const { room } = await fill();
      const known = await room.listAll('carol');
      let ended = false;
      const writers = Promise.all(
        (['alice', 'bob', 'carol', 'dan'] as const).map(async (by) => {
          for (let n = 0; n < 12; n++) {
            const { id } = (await room.send(by, { text: `${by} ${n}` })).body;
            if (n % 3 === 0) await room.call(by, 'PATCH', `/messages/${id}`, { text: 'edited' });
            if (n % 4 === 0) await room.call('alice', 'POST', `/messages/${id}/reactions`, { kind: 'like' });
            if (n % 5 === 0) await room.call(by, 'DELETE', `/messages/${id}`);
          }
        }),
      ).then(() => {
        ended = true;
      });
      const older = async () => {
        while (!ended) {
          const walked = await room.listAll('carol', '', 5);
          expect(isOrdered(walked)).toBe(true);
          const seen = new Set(walked.map(({ id }) => id));
          expect(known.filter(({ id }) => !seen.has(id))).toEqual([]);
        }
      };
      const follow = async () => {
        const seen: Message[] = [];
        for (let last = false; ; ) {
          const [after] = seen;
          const page = await room.list('carol', after ? `?limit=3&after=${after.id}` : '?limit=3&after=0');
          seen.unshift(...page.data);
          if (page.data.length > 0) continue;
          if (last) return seen;
          last = ended;
        }
      };
      const [seen] = await Promise.all([follow(), older(), writers]);
      expect(isOrdered(seen)).toBe(true);
      expect(seen.map(({ id }) => id)).toEqual((await room.listAll('carol')).map(({ id }) => id));
    }, 60_000);

    test('a cursor is good for its own list alone', async () => {
      const { room, parentId } = await fill();
      const other = await world.open();
      const { next } = await room.list('carol', '?limit=1');
      for (const path of [
        `${room.path}/messages?pinned=true&cursor=${next}`,
        `${room.path}/messages?parentId=${parentId}&cursor=${next}`,
        `${other.path}/messages?cursor=${next}`,
      ]) {
        expect((await world.as.carol('GET', path)).body).toMatchObject({ status: 400, code: 'invalid_cursor' });
      }
    });
  });
});
