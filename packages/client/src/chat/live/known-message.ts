import type { ReactionSummary } from '@pulse-io/protocol';
import type { Message } from '../message.js';

/** The reactions or the thread of a message as an event told of them, with the event's offset. */
interface Told<T> {
  readonly version: number;
  readonly value: T;
}

interface OwnReaction {
  readonly version: number;
  readonly kind: string;
  readonly added: boolean;
}

type Thread = Pick<Message, 'threadCount' | 'lastReplyAt'>;

/**
 * All that is known of one message. Each part has a version of its own, so that what is told in any order, and of a
 * message that was not read yet, comes to the same.
 */
export interface KnownMessage {
  readonly id: string;
  /** The newest that was told as a whole. */
  readonly message: Message | null;
  readonly reactions: Told<readonly ReactionSummary[]> | null;
  readonly thread: Told<Thread> | null;
  /** The user's own reactions as an answer told of them. */
  readonly own: Told<readonly string[]> | null;
  /** How they changed since. */
  readonly ownChanges: readonly OwnReaction[];
  /** The window's count when a single fact last spoke of it; a page that was asked for later may overrule it. */
  readonly seq: number;
}

/** What one fact tells of a message. */
export type Telling =
  /** `isNew`: nobody can have reacted to it yet. */
  | { type: 'message'; message: Message; isNew?: boolean }
  | { type: 'reactions'; id: string; version: number; reactions: readonly ReactionSummary[]; own: OwnReaction | null }
  | { type: 'thread'; id: string; version: number; thread: Thread };

export const nothingOf = (id: string, seq: number): KnownMessage => ({
  ...{ id, message: null, reactions: null, thread: null, own: null, ownChanges: [], seq },
});

/** What is known after it; the same object where that is nothing new. */
export function learn(known: KnownMessage, telling: Telling): KnownMessage {
  switch (telling.type) {
    case 'message':
      return learnMessage(known, telling.message, telling.isNew ?? false);
    case 'reactions': {
      const { version, reactions: value, own } = telling;
      const isNew = version > (known.reactions?.version ?? -1);
      const told = isNew ? { ...known, reactions: { version, value } } : known;
      const isOwnNew = own && !told.ownChanges.some((change) => change.version === own.version);
      return isOwnNew ? { ...told, ownChanges: [...told.ownChanges, own] } : told;
    }
    case 'thread': {
      const { version, thread: value } = telling;
      return version > (known.thread?.version ?? -1) ? { ...known, thread: { version, value } } : known;
    }
  }
}

function learnMessage(known: KnownMessage, message: Message, isNew: boolean): KnownMessage {
  const { version } = message;
  const before = known.message;
  const ownReactions = message.ownReactions ?? (isNew ? [] : undefined);
  // Of the same version it is the same message.
  const newer = before === null || version > before.version;
  const newerOwn = ownReactions !== undefined && version >= (known.own?.version ?? -1);
  const sameOwn = newerOwn && known.own?.value.join('\n') === ownReactions.join('\n');
  if (!newer && (!newerOwn || (sameOwn && known.own?.version === version))) return known;
  return {
    ...known,
    message: newer ? message : before,
    own: newerOwn ? { version, value: ownReactions } : known.own,
    ownChanges: newerOwn ? known.ownChanges.filter((change) => change.version > version) : known.ownChanges,
  };
}

/** After a loss of events versions tell nothing any more: whatever is read next is newer. */
export const doubt = (known: KnownMessage): KnownMessage => ({
  ...nothingOf(known.id, -1),
  message: known.message && { ...latest(known, known.message), version: -1 },
});

/** The message with all that is known of it. */
export function latest({ reactions, thread, own, ownChanges }: KnownMessage, message: Message): Message {
  const { version, deletedAt } = message;
  const whole = { ...message, ...(thread && thread.version > version && thread.value) };
  if (deletedAt !== null) return { ...whole, ownReactions: [] };
  if (reactions && reactions.version > version) whole.reactions = [...reactions.value];
  const ownKinds = new Set(own?.value);
  for (const change of [...ownChanges].sort((a, b) => a.version - b.version)) {
    if (change.version <= (own?.version ?? -1)) continue;
    if (change.added) ownKinds.add(change.kind);
    else ownKinds.delete(change.kind);
  }
  return own || ownChanges.length > 0 ? { ...whole, ownReactions: [...ownKinds] } : whole;
}
