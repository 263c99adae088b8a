import type { AnyEvent } from '@pulse-io/protocol';
import { hint } from './bus/hint.js';
import { channelTopic } from './bus/topics.js';
import { appendEvents, lockChannels, type NewEvent } from './realtime/event-log.js';
import type { Services } from './services.js';
import type { Tx } from './storage/storage.js';

/** A transaction with its events: both reach the database in one commit, or neither does. */
export interface WriteTx {
  readonly db: Tx;
  emit(event: NewEvent): void;
  /**
   * The offset that the next event emitted to a channel gets. Until the end of the transaction nobody else appends to
   * the channel, so this is also the lock under which its rows are changed one after another. A transaction asks for
   * one channel at most.
   */
  nextOffset(ch: string): Promise<number>;
}

/** Commits rows and events of a project together, then hints at the events over the bus. */
export async function commit<T>(
  services: Pick<Services, 'storage' | 'bus' | 'clock' | 'nextId' | 'epoch' | 'logger'>,
  projectId: string,
  work: (tx: WriteTx) => Promise<T>,
): Promise<T> {
  const { storage, clock, nextId, epoch } = services;
  const { answer, events } = await storage.transaction(async (db) => {
    const emitted: NewEvent[] = [];
    const result = await work({
      db,
      emit: (event) => emitted.push(event),
      nextOffset: async (ch) => {
        const head = (await lockChannels(db, projectId, [ch])).get(ch) ?? 0;
        return head + emitted.filter((event) => event.ch === ch).length + 1;
      },
    });
    const stored: AnyEvent[] = emitted.length
      ? await appendEvents(db, { projectId, epoch, now: clock.now(), nextId }, emitted)
      : [];
    return { answer: result, events: stored };
  });
  for (const event of events) hint(services, channelTopic(projectId, event.ch), { kind: 'event', event });
  return answer;
}
