import { describe, expect, test, vi } from 'vitest';
import { frames, lines, listKit, painted, rested } from '../../testing/list-kit.js';

const show = listKit();
const ROWS = lines(0, 10_000);

describe('anchored at the end', () => {
  test('opens at the end, and shows the beginning in no frame', async () => {
    const onNearStart = vi.fn();
    const list = show({ items: ROWS, anchor: 'end', onNearStart });
    const seen = await frames(20, list.visible);
    expect(seen.flat()).toContain('row9999');
    expect(seen.flat().filter((key) => Number(key.slice(3)) < 9_900)).toEqual([]);
    await rested(list.scroller);
    expect(list.belowView()).toBeLessThan(1);
    expect(list.visible().at(-1)).toBe('row9999');
    expect(onNearStart).not.toHaveBeenCalled();
    expect(list.scroller.querySelectorAll('[data-key]').length).toBeLessThan(60);
  });

  test('stays there, frame by frame, while rows are appended', async () => {
    const list = show({ items: ROWS.slice(0, 9_900), anchor: 'end' });
    await rested(list.scroller);
    for (let end = 9_901; end <= 9_930; end += end % 3 === 0 ? 3 : 1) {
      list.show({ items: ROWS.slice(0, end) });
      await painted();
      await painted();
      expect(list.belowView()).toBeLessThan(1);
      expect(list.visible().at(-1)).toBe(`row${end - 1}`);
    }
  });

  test('stays there when the last row grows, as images do that come late', async () => {
    const list = show({ items: ROWS, anchor: 'end' });
    await rested(list.scroller);
    for (const height of [180, 260, 90]) {
      (list.row('row9999') as HTMLElement).style.height = `${height}px`;
      await painted();
      await painted();
      expect(list.belowView()).toBeLessThan(1);
    }
  });

  test('stays there when the view shrinks and grows', async () => {
    const list = show({ items: ROWS, anchor: 'end' });
    await rested(list.scroller);
    for (const height of [180, 600, 320]) {
      list.host.style.height = `${height}px`;
      await painted();
      await painted();
      expect(list.belowView()).toBeLessThan(1);
    }
  });

  test('leaves a reader who scrolled back where they are, whatever is appended', async () => {
    const onAtEndChange = vi.fn();
    const list = show({ items: ROWS.slice(0, 9_900), anchor: 'end', onAtEndChange });
    await rested(list.scroller);
    list.scroller.scrollBy({ top: -700 });
    await rested(list.scroller);
    expect(onAtEndChange.mock.calls).toEqual([[false]]);
    const key = list.visible()[1] as string;
    const top = list.topOf(key);
    list.show({ items: ROWS.slice(0, 9_950) });
    expect(new Set(await frames(10, () => list.topOf(key)))).toEqual(new Set([top]));
    list.handle.scrollToEnd();
    await rested(list.scroller);
    expect(list.visible().at(-1)).toBe('row9949');
    expect(onAtEndChange.mock.calls).toEqual([[false], [true]]);
    list.show({ items: ROWS.slice(0, 9_951) });
    await painted();
    await painted();
    expect(list.visible().at(-1)).toBe('row9950');
  });

  test('rests few rows on the bottom', async () => {
    const list = show({ items: [], anchor: 'end' });
    list.show({ items: [{ key: 'one', height: 40 }] });
    await rested(list.scroller);
    expect(list.topOf('one')).toBe(360);
    list.show({
      items: [
        { key: 'one', height: 40 },
        { key: 'two', height: 50 },
      ],
    });
    await rested(list.scroller);
    expect([list.topOf('one'), list.topOf('two')]).toEqual([310, 350]);
  });

  test('all the same in StrictMode', async () => {
    const list = show({ items: ROWS.slice(0, 9_900), anchor: 'end' }, { strict: true });
    const seen = await frames(10, list.visible);
    expect(seen.flat().filter((key) => Number(key.slice(3)) < 9_800)).toEqual([]);
    await rested(list.scroller);
    list.show({ items: ROWS.slice(0, 9_910) });
    await rested(list.scroller);
    expect(list.visible().at(-1)).toBe('row9909');
    expect(list.belowView()).toBeLessThan(1);
  });
});

describe('anchored at the start', () => {
  test('opens there, tells when the end is near, and stays where it is while rows are appended', async () => {
    const onNearEnd = vi.fn();
    const list = show({ items: ROWS.slice(0, 200), onNearEnd });
    await rested(list.scroller);
    expect(list.visible()[0]).toBe('row0');
    expect(list.topOf('row0')).toBe(0);
    expect(onNearEnd).not.toHaveBeenCalled();
    list.scroller.scrollTo({ top: list.scroller.scrollHeight });
    await rested(list.scroller);
    expect(onNearEnd).toHaveBeenCalled();
    const key = list.visible()[1] as string;
    const top = list.topOf(key);
    list.show({ items: ROWS.slice(0, 300) });
    expect(new Set(await frames(10, () => list.topOf(key)))).toEqual(new Set([top]));
  });

  test('asks for more until the view is full', async () => {
    const onNearEnd = vi.fn();
    const list = show({ items: lines(0, 2), onNearEnd });
    await rested(list.scroller);
    expect(onNearEnd).toHaveBeenCalled();
    onNearEnd.mockClear();
    list.show({ items: lines(0, 4) });
    await rested(list.scroller);
    expect(onNearEnd).toHaveBeenCalled();
  });
});
