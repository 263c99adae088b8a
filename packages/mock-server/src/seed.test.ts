import type { Backend } from '@pulse-io/server';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { channel, livestream } from './scenarios/parts/channel.js';
import { dm } from './scenarios/parts/dm.js';
import { feed } from './scenarios/parts/feed.js';
import { follows } from './scenarios/parts/follows.js';
import { users } from './scenarios/parts/users.js';
import { PEOPLE, person } from './scenarios/people/people.js';
import { scenario } from './scenarios/scenario.js';
import { findScenario } from './scenarios/scenarios.js';
import { createReader, openBackend, plant } from './scenarios/seeded.test-kit.js';
import { type SeedProgress, seed } from './seed.js';

const IDS = PEOPLE.map(({ id }) => id);

describe('seed', () => {
  const open: Backend[] = [];
  const start = async () => {
    const backend = await openBackend();
    open.push(backend);
    return { backend, ...createReader(backend) };
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((backend) => backend.close()));
  });

  const mixed = fc
    .record({
      people: fc.integer({ min: 2, max: 5 }),
      messages: fc.integer({ min: 0, max: 12 }),
      threads: fc.integer({ min: 0, max: 3 }),
      deleted: fc.integer({ min: 0, max: 3 }),
      pins: fc.integer({ min: 0, max: 2 }),
      unread: fc.integer({ min: 0, max: 9 }),
      posts: fc.integer({ min: 0, max: 5 }),
    })
    .map(({ people, messages, threads, deleted, pins, unread, posts }) =>
      scenario('mixed', 'Anything', [
        users(people),
        channel('general')
          .messages(messages)
          .threads(threads)
          .reactions()
          .deleted(deleted)
          .pins(pins)
          .unread('maya', unread),
        dm('maya', 'leo').messages(messages),
        livestream('show').messages(messages).reactions(),
        feed('user:maya').posts(posts),
        follows('leo', ['maya']),
      ]),
    );

  it('makes the same data of the same seed, whatever it is made of', async () => {
    const property = fc.asyncProperty(mixed, fc.nat(), async (made, randomSeed) => {
      const [first, second] = [await start(), await start()];
      for (const { backend } of [first, second]) await plant(backend, made, { randomSeed });
      const everything = await first.everything(IDS.slice(0, 5));
      expect(await second.everything(IDS.slice(0, 5))).toEqual(everything);
      // And of it nothing changes.
      await plant(first.backend, made, { randomSeed });
      expect(await first.everything(IDS.slice(0, 5))).toEqual(everything);
    });
    await fc.assert(property, { numRuns: 8 });
  });

  it('makes other data of another seed', async () => {
    const [first, second] = [await start(), await start()];
    const made = scenario('one', '', [channel('general').messages(20), feed('user:maya').posts(5)]);
    await plant(first.backend, made, { randomSeed: 1 });
    await plant(second.backend, made, { randomSeed: 2 });
    const texts = async ({ messages }: typeof first) => (await messages('general')).map(({ text }) => text);
    expect(await texts(first)).not.toEqual(await texts(second));
  });

  it('changes nothing a second time, a day later and at another address', async () => {
    const started = await start();
    const made = findScenario('edge-cases');
    await plant(started.backend, made);
    const before = await started.everything(IDS.slice(0, 8));
    await seed(started.backend, made, { now: Date.UTC(2026, 5, 16), baseUrl: 'http://localhost:9000' });
    expect(await started.everything(IDS.slice(0, 8))).toEqual(before);
  });

  it('leaves what people have changed since as it stands', async () => {
    const { backend, messages } = await start();
    const made = scenario('one', '', [channel('general').members('maya', 'leo').messages(6).reactions()]);
    await plant(backend, made);
    const [newest] = await messages('general');
    const headers = { 'x-pulse-key': 'pulse_key_dev', 'x-pulse-secret': 'pulse_secret_dev' };
    const path = `http://pulse.test/v1/channels/general/messages/${newest?.id}?userId=${newest?.userId}`;
    await backend.fetch(new Request(path, { method: 'DELETE', headers }));
    const before = await messages('general');
    await plant(backend, made);
    expect(await messages('general')).toEqual(before);
  });

  it('leaves exactly so many messages unread, and none for the others', async () => {
    const { backend, channels } = await start();
    const made = channel('general').members(users(6)).messages(60).threads(4).deleted(5).unread('maya', 12);
    await plant(backend, scenario('one', '', [made]));
    const unread = async (userId: string) => (await channels(userId)).map(({ unreadCount }) => unreadCount);
    expect(await unread('maya')).toEqual([12]);
    expect(await unread('leo')).toEqual([0]);
  });

  it('writes as many messages, threads and pins as asked for', async () => {
    const { backend, messages } = await start();
    await plant(backend, scenario('one', '', [channel('c').messages(75).threads(9).pins(3).deleted(4)]));
    const all = await messages('c');
    expect(all.filter(({ threadCount }) => threadCount > 0)).toHaveLength(9);
    expect(all.filter(({ deletedAt }) => deletedAt !== null)).toHaveLength(4);
    expect([all.length, (await messages('c', '?pinned=true')).length]).toEqual([75, 3]);
  });

  it('takes more members than one call may name, and people of your own', async () => {
    const { backend, read, channels } = await start();
    const crowd = channel('crowd')
      .members(users(150), person('zoe', { name: 'Zoë' }))
      .messages(3);
    await plant(backend, scenario('one', '', [crowd]));
    expect(await read('/v1/channels/crowd')).toMatchObject({ memberCount: 151 });
    expect(await channels('zoe')).toHaveLength(1);
  });

  it('tells how far it has come, up to the end', async () => {
    const { backend } = await start();
    const told: SeedProgress[] = [];
    await plant(backend, findScenario('team'), { onProgress: (progress) => told.push(progress) });
    const total = told[0]?.total ?? 0;
    expect(total).toBeGreaterThan(500);
    expect(told.map(({ done }) => done)).toEqual(Array.from({ length: total }, (_, at) => at + 1));
  });

  it('rejects with what the backend refused, when nothing runs any more', async () => {
    const { backend } = await start();
    const made = scenario('broken', '', [feed('user:maya').posts(20), feed('user:leo').post({ verb: 'No verb' })]);
    await expect(plant(backend, made)).rejects.toThrow(/The scenario broken could not be seeded: POST .*user%3Aleo/);
  });

  it('does not know topics and languages that nobody has', async () => {
    const { backend } = await start();
    const topic = 'gardens' as 'lunch';
    const plan = (part: ReturnType<typeof channel> | ReturnType<typeof feed>) =>
      plant(backend, scenario('one', '', [part]));
    await expect(plan(channel('c').messages(1, { topics: [topic] }))).rejects.toThrow('Topics are: launch');
    await expect(plan(feed('user:maya').posts(1, { languages: ['tlh'] }))).rejects.toThrow('no posts in tlh');
  });
});
