import { expectEqual, expectThat } from './expectations.js';

interface AnyPage<Item> {
  data: Item[];
  next: string | null;
}

/** More pages than any list of a case has. */
const PAGES = 50;

/**
 * Reads a list page by page, and fails unless that gives every item once and in the order of the whole list, every page
 * is full but the last, and `next` is null there and nowhere else. Answers the items.
 */
export async function walkPages<Item>(
  limit: number,
  read: (query: { limit: number; cursor?: string }) => Promise<AnyPage<Item>>,
  idOf: (item: Item) => string,
): Promise<Item[]> {
  const whole = await read({ limit: 100 });
  const items: Item[] = [];
  let cursor: string | null | undefined;
  for (let pages = 0; cursor !== null; pages++) {
    expectThat(pages < PAGES, `the list to end within ${PAGES} pages`);
    const { data, next } = await read(cursor === undefined ? { limit } : { limit, cursor });
    expectThat(next === null || data.length === limit, `a page of ${limit} before the last, not of ${data.length}`);
    expectThat(next === null || next !== cursor, 'another cursor with each page');
    items.push(...data);
    cursor = next;
  }
  const ids = items.map(idOf);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  expectThat(twice === undefined, `no page to repeat a row: ${twice} came twice`);
  expectEqual(ids, whole.data.map(idOf), 'the pages together');
  return items;
}
