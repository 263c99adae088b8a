import { userChannel } from '@pulse-io/protocol';
import { eventSchema } from '@pulse-io/protocol/server-frames';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toTimestamp } from '../clock.js';
import { fuzzCall } from './fuzz-call.test-kit.js';
import { createFuzzWorld } from './fuzz-world.test-kit.js';

type World = Awaited<ReturnType<typeof createFuzzWorld>>;

/** Every event is what the protocol says, and none tells of a message that is shadowed or deleted whom it should not. */
async function checkEvents({ db }: World): Promise<void> {
  const messages = await db.selectFrom('chatMessage').selectAll().execute();
  for (const { channel: ch, createdAt, projectId, data, ...row } of await db
    .selectFrom('event')
    .selectAll()
    .execute()) {
    const event = { ...row, ch, epoch: 'e', ts: toTimestamp(createdAt), data: JSON.parse(data) };
    expect(eventSchema.safeParse(event).error, JSON.stringify(event)).toBeUndefined();
    const told = messages.find((one) => one.projectId === projectId && one.id === event.data.message?.id);
    if (told?.shadowed) expect(ch).toBe(userChannel(told.userId));
    else if (told && (told.deletedAt !== null || told.channelId === '')) expect(event.data.message.text).toBe('');
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
