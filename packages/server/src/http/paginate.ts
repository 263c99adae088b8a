import type { Page } from '@pulse-io/protocol';
import type { Ctx } from '../context.js';
import type { SortKey } from './cursors.js';

export interface PageOptions<Item> {
  /** The list's name and filters: what its cursors are bound to. */
  list: string;
  filters: readonly string[];
  query: { limit: number; cursor?: string | undefined };
  /** Reads up to `limit` items after a sort key, which is empty for the first page. */
  read(after: SortKey, limit: number): Promise<Item[]>;
  keyOf(item: Item): SortKey;
}

/** One page by keyset; one item more is read to know whether another page follows. */
export async function paginate<Item>(
  ctx: Ctx,
  { list, filters, query, read, keyOf }: PageOptions<Item>,
): Promise<Page<Item>> {
  const { cursors } = ctx.services;
  const scope = { projectId: ctx.projectId, list, filters };
  const after = query.cursor === undefined ? [] : await cursors.decode(scope, query.cursor);
  const items = await read(after, query.limit + 1);
  const data = items.slice(0, query.limit);
  const last = data.at(-1);
  return { data, next: items.length > data.length && last ? await cursors.encode(scope, keyOf(last)) : null };
}
