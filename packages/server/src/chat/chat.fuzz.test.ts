import { userChannel } from '@pulse-io/protocol';
import { eventSchema } from '@pulse-io/protocol/schemas';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toTimestamp } from '../clock.js';
import { fuzzCall } from './fuzz-call.test-kit.js';
import { createFuzzWorld } from './fuzz-world.test-kit.js';

type World = Awaited<ReturnType<typeof createFuzzWorld>>;

/** Every event is what the protocol says, and tells nobody but its author of a message that is shadowed. */
async function checkEvents({ db }: World): Promise<void> {
  const rows = await db.selectFrom('event').selectAll().execute();
  const hidden = await db
    .selectFrom('chatMessage')
    .select(['projectId', 'id', 'userId'])
    .where('shadowed', '=', 1)
    .execute();
  for (const { channel: ch, createdAt, projectId, data, ...row } of rows) {
    const event = { ...row, ch, epoch: 'e', ts: toTimestamp(createdAt), data: JSON.parse(data) };
    expect(eventSchema.safeParse(event).error, JSON.stringify(event)).toBeUndefined();
    const author = hidden.find(
      (one) => one.projectId === projectId && data.includes(`"message":{"id":"${one.id}"`),
    )?.userId;
    if (author !== undefined) expect(ch).toBe(userChannel(author));
  }
}

test('whatever is called, by whomever, is answered as the protocol says and shows nobody what it may not see', async () => {
  const world = await createFuzzWorld();
  const property = fc.asyncProperty(fc.array(fuzzCall, { minLength: 40, maxLength: 80 }), async (calls) => {
    await world.restart();
    for (const call of calls) await world.call(call);
    await checkEvents(world);
  });
  await fc.assert(property, { numRuns: 25 });
  await world.dispose();
});
