import { describe, expect, test } from 'vitest';
import { frames, type Line, lines, listKit, rested } from '../../testing/list-kit.js';

const show = listKit();
const ROWS = lines(0, 10_000);
/** As a chat has it: a line above the first message, whose key moves with the first message. */
const withDay = (rows: readonly Line[]): Line[] => [{ key: `day-${rows[0]?.key}`, height: 37 }, ...rows];

type List = ReturnType<typeof show>;

/** Expects that what is seen stays to the pixel, in every frame, while the list is shown with other items. */
async function expectStill(list: List, items: readonly Line[]) {
  const kept = new Set(items.map(({ key }) => key));
  const watched = list.visible().filter((key) => kept.has(key));
  expect(watched.length).toBeGreaterThan(2);
  const places = () => watched.map((key) => list.topOf(key));
  const before = places();
  list.show({ items });
  for (const seen of await frames(10, places)) {
    seen.forEach((top, index) => {
      expect(top).not.toBeNull();
      // Browsers scroll by whole pixels.
      expect(Math.abs((top as number) - (before[index] as number)), watched[index]).toBeLessThanOrEqual(1);
    });
  }
  await rested(list.scroller);
}

describe('100 rows before the first leave what is seen where it is', () => {
  const openAt = async (items: readonly Line[], scroll: (scroller: HTMLElement) => void) => {
    const list = show({ items, anchor: 'end' });
    await rested(list.scroller);
    scroll(list.scroller);
    await rested(list.scroller);
    return list;
  };

  test('in the middle', async () => {
    const list = await openAt(ROWS.slice(5_000), (scroller) => scroller.scrollTo({ top: 90_000 }));
    await expectStill(list, ROWS.slice(4_900));
    await expectStill(list, ROWS.slice(4_800));
  });

  test('at the end', async () => {
    const list = await openAt(ROWS.slice(9_900), () => {});
    await expectStill(list, ROWS.slice(9_800));
    expect(list.belowView()).toBeLessThan(1);
  });

  test('at the very top, again and again', async () => {
    const list = await openAt(ROWS.slice(5_000), (scroller) => scroller.scrollTo({ top: 0 }));
    await expectStill(list, ROWS.slice(4_900));
    list.scroller.scrollTo({ top: 0 });
    await rested(list.scroller);
    await expectStill(list, ROWS.slice(4_800));
  });

  test('at the very top with a line whose key moves', async () => {
    const list = await openAt(withDay(ROWS.slice(5_000)), (scroller) => scroller.scrollTo({ top: 0 }));
    await expectStill(list, withDay(ROWS.slice(4_900)));
    list.scroller.scrollTo({ top: 120 });
    await rested(list.scroller);
    await expectStill(list, withDay(ROWS.slice(4_800)));
  });

  test('while the reader scrolls up', async () => {
    const list = await openAt(withDay(ROWS.slice(5_000)), (scroller) => scroller.scrollTo({ top: 900 }));
    list.scroller.scrollBy({ top: -250 });
    await frames(2, () => {});
    await expectStill(list, withDay(ROWS.slice(4_900)));
  });

  test('after a jump', async () => {
    const list = await openAt(ROWS.slice(2_000, 4_000), () => {});
    expect(list.handle.scrollToKey('row2300')).toBe(true);
    await rested(list.scroller);
    await expectStill(list, ROWS.slice(1_900, 4_000));
  });

  test('where rows are appended in the same change', async () => {
    const list = await openAt(withDay(ROWS.slice(5_000, 8_000)), (scroller) => scroller.scrollTo({ top: 5_000 }));
    await expectStill(list, withDay(ROWS.slice(4_900, 8_100)));
  });

  test('where rows far below are taken in the same change', async () => {
    const list = await openAt(withDay(ROWS.slice(5_000, 8_000)), (scroller) => scroller.scrollTo({ top: 5_000 }));
    await expectStill(list, withDay(ROWS.slice(4_900, 7_900)));
  });

  test('where rows are appended in the same change, near the end', async () => {
    const list = await openAt(withDay(ROWS.slice(5_000, 8_000)), (scroller) => scroller.scrollBy({ top: -150 }));
    await expectStill(list, withDay(ROWS.slice(4_900, 8_100)));
  });

  test('where the first are taken and others appended', async () => {
    const list = await openAt(ROWS.slice(5_000, 8_000), (scroller) => scroller.scrollTo({ top: 60_000 }));
    await expectStill(list, ROWS.slice(5_100, 8_100));
  });
});

test('rows above that grow late move nothing', async () => {
  const list = show({ items: ROWS, anchor: 'end' });
  await rested(list.scroller);
  list.scroller.scrollTo({ top: 200_000 });
  await rested(list.scroller);
  const [key] = list.visible().slice(2);
  const top = list.topOf(key as string);
  const above = [...list.scroller.querySelectorAll<HTMLElement>('[data-key]')].find(
    (element) => element.getBoundingClientRect().bottom < list.scroller.getBoundingClientRect().top,
  );
  (above as HTMLElement).style.height = '300px';
  for (const seen of await frames(8, () => list.topOf(key as string))) expect(seen).toBeCloseTo(top as number, 0);
});

test('jumps to a key, centred, from anywhere', async () => {
  const list = show({ items: ROWS, anchor: 'end' });
  await rested(list.scroller);
  for (const key of ['row17', 'row7000', 'row4321']) {
    expect(list.handle.scrollToKey(key)).toBe(true);
    await rested(list.scroller);
    const height = list.row(key)?.offsetHeight ?? 0;
    expect(Math.abs((list.topOf(key) ?? 0) + height / 2 - 200)).toBeLessThan(2);
  }
  expect(list.handle.scrollToKey('nobody')).toBe(false);
});

test('opens at a key, and shows neither end on the way', async () => {
  const list = show({ items: ROWS, anchor: 'end', initialKey: 'row6000' });
  const seen = (await frames(20, list.visible)).flat().map((key) => Number(key.slice(3)));
  expect(seen).toContain(6_000);
  expect(seen.filter((n) => Math.abs(n - 6_000) > 100)).toEqual([]);
  list.show({ items: lines(0, 10_050) });
  await rested(list.scroller);
  expect(list.visible()).toContain('row6000');
});
