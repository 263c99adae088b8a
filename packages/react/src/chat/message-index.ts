import type { MessageRow } from '@pulse-io/client';
import type { AppTypes } from '../lib/register.js';

type Rows = readonly MessageRow<AppTypes>[];

interface MessageIndex {
  /** In the order of the rows. */
  readonly ids: readonly string[];
  readonly rows: ReadonlyMap<string, MessageRow<AppTypes>>;
}

const indexes = new WeakMap<Rows, MessageIndex>();

function indexOf(rows: Rows): MessageIndex {
  const known = indexes.get(rows);
  if (known) return known;
  const index = { ids: rows.map(({ id }) => id), rows: new Map(rows.map((row) => [row.id, row])) };
  indexes.set(rows, index);
  return index;
}

/** The ids of rows: the same array for the same rows. */
export const idsOf = (rows: Rows): readonly string[] => indexOf(rows).ids;

/** A row by its id; the many rows of a list look into one index. */
export const findMessage = (rows: Rows, id: string): MessageRow<AppTypes> | null => indexOf(rows).rows.get(id) ?? null;
