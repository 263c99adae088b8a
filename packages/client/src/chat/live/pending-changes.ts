import type { OutboxEntry } from '../../outbox/outbox-entry.js';
import type { Message, MessageRow } from '../message.js';

/** What is on its way, by the message that it changes. */
export function changesOf(entries: readonly OutboxEntry[]): Map<string, OutboxEntry[]> {
  const changes = new Map<string, OutboxEntry[]>();
  for (const entry of entries) {
    const { params } = entry.request as { params?: { messageId?: string } };
    const id = params?.messageId;
    if (id !== undefined && entry.state !== 'failed') changes.set(id, [...(changes.get(id) ?? []), entry]);
  }
  return changes;
}

/** The message as it will be when the change is answered; null when nothing will be left of it. */
export function withChange(message: MessageRow, entry: OutboxEntry, self: string | undefined): MessageRow | null {
  const { operation, request, createdAt } = entry;
  const at = new Date(createdAt).toISOString();
  switch (operation) {
    case 'updateMessage': {
      const { userId, ...change } = request.body;
      return { ...message, ...(change as Partial<MessageRow>), editedAt: at };
    }
    case 'deleteMessage':
      return request.query?.hard ? null : withoutContent(message, at);
    case 'pinMessage':
      return { ...message, pinnedAt: at, pinnedBy: self ?? null };
    case 'unpinMessage':
      return { ...message, pinnedAt: null, pinnedBy: null };
    case 'reactToMessage':
      return react(message, request.body.kind, self, true);
    case 'unreactToMessage':
      return react(message, request.params.kind, self, false);
    default:
      return message;
  }
}

/** What is left of a deleted message. */
export const withoutContent = <T extends Message>(message: T, deletedAt: string): T => ({
  ...message,
  ...{ text: '', attachments: [], linkPreviews: [], mentions: [], custom: {}, reactions: [], ownReactions: [] },
  ...{ pinnedAt: null, pinnedBy: null, deletedAt },
});

function react(message: MessageRow, kind: string, self: string | undefined, add: boolean): MessageRow {
  const own = message.ownReactions ?? [];
  if (own.includes(kind) === add) return message;
  const known = message.reactions.find((reaction) => reaction.kind === kind);
  const { count = 0, userIds = [] } = known ?? {};
  const others = userIds.filter((userId) => userId !== self);
  const reaction = add
    ? { kind, count: count + 1, userIds: self === undefined ? userIds : [self, ...others] }
    : { kind, count: count - 1, userIds: others };
  const all = known
    ? message.reactions.map((each) => (each === known ? reaction : each))
    : [...message.reactions, reaction];
  return {
    ...message,
    reactions: all.filter((each) => each.count > 0),
    ownReactions: add ? [...own, kind] : own.filter((each) => each !== kind),
  };
}
