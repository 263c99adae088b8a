import { expect, test } from 'vitest';
import { lines, listKit, rested } from '../../testing/list-kit.js';

const show = listKit();
const ROWS = lines(0, 10_000);

test('rows that stay are neither mounted nor rendered again', async () => {
  const list = show({ items: ROWS.slice(5_000, 9_000), anchor: 'end' });
  await rested(list.scroller);
  const stay = list.visible();
  const elements = stay.map(list.row);
  const { mounts, renders } = list.counts;
  list.show({ items: ROWS.slice(5_000, 9_001) });
  await rested(list.scroller);
  list.show({ items: ROWS.slice(4_900, 9_001) });
  await rested(list.scroller);
  list.show({ items: ROWS.slice(4_800, 9_002) });
  await rested(list.scroller);
  list.scroller.scrollBy({ top: -90 });
  await rested(list.scroller);
  const still = stay.filter((key) => list.visible().includes(key));
  expect(still.length).toBeGreaterThan(1);
  for (const key of still) {
    expect([key, mounts.get(key), renders.get(key)]).toEqual([key, 1, 1]);
    expect(list.row(key)).toBe(elements[stay.indexOf(key)]);
  }
});

test('one item that is another renders one row', async () => {
  const list = show({ items: ROWS, anchor: 'end' });
  await rested(list.scroller);
  const { renders } = list.counts;
  const before = new Map(renders);
  list.show({ items: ROWS.with(9_998, { key: 'row9998', height: 200 }) });
  await rested(list.scroller);
  const again = list.visible().filter((key) => renders.get(key) !== before.get(key));
  expect(again).toEqual(['row9998']);
  expect(list.counts.mounts.get('row9998')).toBe(1);
  expect(list.belowView()).toBeLessThan(1);
});
