import { createError } from '../errors.js';
import type { OutboxEntry } from '../outbox/outbox-entry.js';
import type { Activity, NewActivity } from './activity.js';
import type { ActivityRow, FeedFact } from './feed-state.js';

/** The same row for the same entry, so that a list can skip it. */
const rows = new WeakMap<OutboxEntry, ActivityRow>();

/** What the outbox holds, as a feed's state shows it. */
export function unsentFact(feedId: string, entries: readonly OutboxEntry[]): FeedFact {
  const added = entries.filter((entry) => entry.lane === feedId).flatMap((entry) => rowOf(entry) ?? []);
  // A timeline shows what was added to other feeds, and hides what is removed there.
  const removing = entries.flatMap(({ operation, request, state }) =>
    operation === 'removeActivity' && state !== 'failed' ? request.params.activityId : [],
  );
  return { type: 'unsent', rows: added.reverse(), removing: new Set(removing) };
}

/** What a feed learns from an answer. */
export function answeredFact(feedId: string, entry: OutboxEntry, answer: unknown): FeedFact | null {
  const { operation, request, lane } = entry;
  if (operation === 'removeActivity') return { type: 'removed', id: request.params.activityId };
  if (lane !== feedId) return null;
  if (operation === 'addActivity') return { type: 'added', activity: answer as Activity };
  if (operation !== 'follow' && operation !== 'unfollow') return null;
  const { target } = answer as { target: string };
  return { type: operation === 'follow' ? 'followed' : 'unfollowed', target };
}

function rowOf(entry: OutboxEntry): ActivityRow | undefined {
  if (entry.operation !== 'addActivity') return undefined;
  const { id, lane, request, createdAt, state, error } = entry;
  const status = state === 'sending' ? 'pending' : state;
  const row = rows.get(entry) ?? {
    ...draft(lane, { ...request.body, id }, createdAt),
    status,
    ...(error && { error: createError(error) }),
  };
  rows.set(entry, row);
  return row;
}

const draft = (feed: string, { time, ...input }: NewActivity & { id: string }, now: number): Activity => ({
  ...input,
  feed,
  time: time ?? new Date(now).toISOString(),
  attachments: input.attachments ?? [],
  mentions: input.mentions ?? [],
  tags: input.tags ?? [],
  custom: input.custom ?? {},
});
