import type { AnyEvent, Events, EventType } from '@pulse-io/protocol';
import { toTimestamp } from '../clock.js';
import type { ReadDb, Tx } from '../storage/storage.js';

/** Events of a channel that are kept; older ones make a late subscriber query again. */
export const HISTORY_EVENTS = 1_000;
export const HISTORY_MS = 24 * 3600 * 1000;
/** The history is cut when an offset passes a multiple of this, so that most writes do not pay for it. */
const TRIM_EVERY = 100;
/** Rows of one statement: seven parameters each stay below SQLite's 32,766. */
const ROWS = 1_000;

/** An event before it has its offset. */
export type NewEvent = { [Type in EventType]: { ch: string; type: Type; data: Events[Type] } }[EventType];

export interface AppendContext {
  projectId: string;
  epoch: string;
  now: number;
  nextId(): string;
}

/**
 * Gives events the next offsets of their channels and stores them. Called once, at the end of the transaction
 * that they report; the rows of `channel` are locked in the order of their names, so that two writers of the
 * same channels wait for each other and never for a circle.
 */
export async function appendEvents(tx: Tx, context: AppendContext, events: readonly NewEvent[]): Promise<AnyEvent[]> {
  const counts = new Map<string, number>();
  for (const { ch } of events) counts.set(ch, (counts.get(ch) ?? 0) + 1);
  const channels = [...counts.keys()].sort();
  const heads = new Map<string, number>();
  for (const some of chunks(channels, ROWS)) {
    const rows = await tx
      .insertInto('channel')
      .values(some.map((channel) => ({ projectId: context.projectId, channel, offset: counts.get(channel) ?? 0 })))
      .onConflict((conflict) =>
        conflict
          .columns(['projectId', 'channel'])
          .doUpdateSet((eb) => ({ offset: eb('channel.offset', '+', eb.ref('excluded.offset')) })),
      )
      .returning(['channel', 'offset'])
      .execute();
    for (const row of rows) heads.set(row.channel, row.offset);
  }
  const next = new Map(channels.map((channel) => [channel, (heads.get(channel) ?? 0) - (counts.get(channel) ?? 0)]));
  const stored = events.map((event) => {
    const offset = (next.get(event.ch) ?? 0) + 1;
    next.set(event.ch, offset);
    return { ...event, epoch: context.epoch, offset, id: context.nextId(), ts: toTimestamp(context.now) } as AnyEvent;
  });
  for (const some of chunks(stored, ROWS)) {
    await tx
      .insertInto('event')
      .values(
        some.map(({ ch, offset, id, type, data }) => ({
          projectId: context.projectId,
          channel: ch,
          offset,
          id,
          type,
          createdAt: context.now,
          data: JSON.stringify(data),
        })),
      )
      .execute();
  }
  for (const channel of channels) {
    const head = heads.get(channel) ?? 0;
    const before = head - (counts.get(channel) ?? 0);
    if (Math.floor(head / TRIM_EVERY) === Math.floor(before / TRIM_EVERY)) continue;
    await tx
      .deleteFrom('event')
      .where('projectId', '=', context.projectId)
      .where('channel', '=', channel)
      .where('offset', '<=', head - HISTORY_EVENTS)
      .execute();
  }
  return stored;
}

/**
 * Lets no other transaction append to these channels before this one ends; taken in the order in which events are.
 * Answers their newest offsets, 0 of a channel that never had an event.
 */
export async function lockChannels(
  tx: Tx,
  projectId: string,
  channels: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx
    .insertInto('channel')
    .values(channels.toSorted().map((channel) => ({ projectId, channel, offset: 0 })))
    .onConflict((conflict) =>
      conflict.columns(['projectId', 'channel']).doUpdateSet((eb) => ({ offset: eb.ref('channel.offset') })),
    )
    .returning(['channel', 'offset'])
    .execute();
  return new Map(rows.map(({ channel, offset }) => [channel, offset]));
}

export interface History {
  /** The newest offset of the channel; 0 when it never had an event. */
  head: number;
  /** All that came after the offset asked for, in order; null when some of it is gone. */
  events: AnyEvent[] | null;
}

/** Reads what a channel had after an offset, without a hole. */
export async function readHistory(
  db: ReadDb,
  { projectId, epoch, channel, after }: { projectId: string; epoch: string; channel: string; after: number },
): Promise<History> {
  // The head is read first: an event that comes between the two reads is then among the rows, not missing from them.
  const known = await readHead(db, projectId, channel);
  const rows = await db
    .selectFrom('event')
    .select(['offset', 'id', 'type', 'createdAt', 'data'])
    .where('projectId', '=', projectId)
    .where('channel', '=', channel)
    .where('offset', '>', after)
    .orderBy('offset')
    .limit(HISTORY_EVENTS + TRIM_EVERY)
    .execute();
  const head = Math.max(known, rows.at(-1)?.offset ?? 0);
  // A hole, or an offset from a future that never was, means «query again».
  if (head !== after + rows.length || (rows.length > 0 && rows[0]?.offset !== after + 1)) return { head, events: null };
  const events = rows.map(
    (row) =>
      ({
        ch: channel,
        epoch,
        offset: row.offset,
        id: row.id,
        type: row.type,
        ts: toTimestamp(row.createdAt),
        data: JSON.parse(row.data),
      }) as AnyEvent,
  );
  return { head, events };
}

/** The newest offset of a channel; 0 when it never had an event. */
export async function readHead(db: ReadDb, projectId: string, channel: string): Promise<number> {
  const row = await db
    .selectFrom('channel')
    .select('offset')
    .where('projectId', '=', projectId)
    .where('channel', '=', channel)
    .executeTakeFirst();
  return row?.offset ?? 0;
}

function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
