import type { MessageRow } from '@pulse-io/client';
import type { AppTypes } from '../lib/register.js';

type Rows = readonly MessageRow<AppTypes>[];

const indexes = new WeakMap<Rows, Map<string, MessageRow<AppTypes>>>();

/** A row by its id; the many rows of a list look into one index. */
export function findMessage(rows: Rows, id: string): MessageRow<AppTypes> | null {
  const index = indexes.get(rows) ?? new Map(rows.map((row) => [row.id, row]));
  indexes.set(rows, index);
  return index.get(id) ?? null;
}
