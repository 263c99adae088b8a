import { describe, expect, it } from 'vitest';
import { createMemoryBus } from '../bus/memory-bus.js';
import { HISTORY_MS } from '../realtime/event-log.js';
import { ENGINES, isSkipped, openTestStorage } from '../testing/engines.js';
import { createFakeClock } from '../testing/fake-clock.js';
import { quietLogger } from '../testing/test-backend.js';
import { sweep } from './sweep.js';

describe.each(ENGINES)('the sweep on %s', (engine) => {
  it.skipIf(isSkipped(engine))(
    'forgets what has outlived its time, in short transactions, and nothing else',
    async () => {
      const { storage, dispose } = await openTestStorage(engine);
      const clock = createFakeClock(2 * HISTORY_MS);
      const old = Array.from({ length: 1_300 }, (_, n) => ({ offset: n + 1, createdAt: n }));
      const young = Array.from({ length: 7 }, (_, n) => ({ offset: 2_000 + n, createdAt: HISTORY_MS + n }));
      await storage.transaction((tx) =>
        tx
          .insertInto('event')
          .values(
            [...old, ...young].map((row) => ({ ...row, projectId: 'p', channel: 'c', id: 'x', type: 't', data: '{}' })),
          )
          .execute(),
      );
      let transactions = 0;
      const counted = {
        ...storage,
        transaction: (work: Parameters<typeof storage.transaction>[0]) => {
          transactions++;
          return storage.transaction(work);
        },
      };
      const bus = createMemoryBus();
      const rest = { bus, nextId: () => 'x', epoch: 'e', logger: quietLogger };
      await sweep({ storage: counted as typeof storage, clock, ...rest });
      const left = await storage.db.selectFrom('event').select('offset').orderBy('offset').execute();
      expect(left.map(({ offset }) => offset)).toEqual(young.map(({ offset }) => offset));
      expect(transactions).toBeGreaterThanOrEqual(5);
      await dispose();
    },
  );
});
