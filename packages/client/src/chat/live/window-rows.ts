import type { OutboxEntry } from '../../outbox/outbox-entry.js';
import type { MessageRow } from '../message.js';
import { type KnownMessage, latest } from './known-message.js';
import { comparePlaces, isShown, type MessageWindow } from './message-window.js';
import { withChange, withoutContent } from './pending-changes.js';

interface Shown {
  known: KnownMessage;
  deletedAt: string | undefined;
  row: MessageRow;
}

interface Changed {
  changes: readonly OutboxEntry[];
  row: MessageRow | null;
}

/** The rows of a window, each the same object while nothing of it changes, so that a list can skip it. */
export class WindowRows {
  readonly #shown = new Map<string, Shown>();
  readonly #changed = new WeakMap<MessageRow, Changed>();

  /** In order; what was not sent yet stands at the end of the channel. */
  all(window: MessageWindow, self: string | undefined): MessageRow[] {
    const { known, removed, newer } = window;
    for (const id of this.#shown.keys()) if (!known.get(id)?.message) this.#shown.delete(id);
    const sent = [...known.values()]
      .flatMap((each) => (each.message && isShown(window, each) ? [each.message] : []))
      .sort(comparePlaces)
      .flatMap(({ id }) => this.one(window, id, self) ?? []);
    const unsent = newer === null ? window.unsent : [];
    const waiting = unsent.filter(({ id }) => !known.get(id)?.message && !removed.has(id));
    return [...sent, ...waiting.flatMap((row) => this.#withChanges(window, row, self) ?? [])];
  }

  /** One that the server has; null where it is not known, or is being removed. */
  one(window: MessageWindow, id: string, self: string | undefined): MessageRow | null {
    const known = window.known.get(id);
    if (!known?.message) return null;
    const deletedAt = window.deleted.get(id);
    const before = this.#shown.get(id);
    if (before && before.deletedAt === deletedAt && isSame(before.known, known)) {
      return this.#withChanges(window, before.row, self);
    }
    const message = latest(known, known.message);
    const isLeft = deletedAt !== undefined && message.deletedAt === null;
    const row: MessageRow = { ...(isLeft ? withoutContent(message, deletedAt) : message), status: 'sent' };
    this.#shown.set(id, { known, deletedAt, row });
    return this.#withChanges(window, row, self);
  }

  #withChanges(window: MessageWindow, row: MessageRow, self: string | undefined): MessageRow | null {
    const changes = window.changes.get(row.id);
    if (!changes) return row;
    const before = this.#changed.get(row);
    if (before && changes.length === before.changes.length && changes.every((each, i) => each === before.changes[i])) {
      return before.row;
    }
    let changed: MessageRow | null = row;
    for (const change of changes) changed &&= withChange(changed, change, self);
    this.#changed.set(row, { changes, row: changed });
    return changed;
  }
}

const isSame = (a: KnownMessage, b: KnownMessage): boolean =>
  a.message === b.message &&
  a.reactions === b.reactions &&
  a.thread === b.thread &&
  a.own === b.own &&
  a.ownChanges === b.ownChanges;
