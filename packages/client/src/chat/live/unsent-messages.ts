import type { OutboxEntry } from '../../outbox/outbox-entry.js';
import type { MessageRow, NewMessage } from '../message.js';

/** Makes the error of an entry that failed; given by the code that every page loads. */
export type ToError = (details: NonNullable<OutboxEntry['error']>) => NonNullable<MessageRow['error']>;

/** The same row for the same entry, so that a list can skip it. */
const rows = new WeakMap<OutboxEntry, MessageRow>();

/** What the outbox holds for a channel, or for one thread of it, in the order in which it goes out. */
export function unsentRows(
  entries: readonly OutboxEntry[],
  { lane, parentId, self, toError }: { lane: string; parentId: string | null; self: string; toError: ToError },
): MessageRow[] {
  return entries.flatMap((entry) => {
    if (entry.lane !== lane || entry.operation !== 'sendMessage') return [];
    const { body, params } = entry.request;
    if ((body.parentId ?? null) !== parentId) return [];
    const row = rows.get(entry) ?? {
      ...draft({ ...(body as NewMessage), id: entry.id }, params.channelId, body.userId ?? self, entry.createdAt),
      status: entry.state === 'sending' ? 'pending' : entry.state,
      ...(entry.error && { error: toError(entry.error) }),
    };
    rows.set(entry, row);
    return [row];
  });
}

const draft = (
  { id, text = '', attachments = [], mentions = [], custom = {}, replyTo, parentId }: NewMessage & { id: string },
  channelId: string,
  userId: string,
  now: number,
): Omit<MessageRow, 'status'> => ({
  ...{ id, channelId, userId, text, attachments, mentions, custom },
  ...{ replyTo: replyTo ?? null, parentId: parentId ?? null },
  ...{ linkPreviews: [], threadCount: 0, lastReplyAt: null, reactions: [], ownReactions: [] },
  ...{ pinnedAt: null, pinnedBy: null, createdAt: new Date(now).toISOString(), editedAt: null, deletedAt: null },
  // Nothing that the server numbers: it stands behind everything that was sent.
  ...{ offset: 0, version: 0 },
});
