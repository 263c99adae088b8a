import { createRef, StrictMode, useEffect } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { afterEach } from 'vitest';
import { VirtualList, type VirtualListHandle, type VirtualListProps } from '../ui/virtual-list/virtual-list.js';

export interface Line {
  readonly key: string;
  readonly height: number;
}

type ListProps = Partial<Omit<VirtualListProps<Line>, 'keyOf' | 'children' | 'handle'>> & { items: readonly Line[] };

const keyOf = ({ key }: Line): string => key;

/** Rows `from` to `from + count`, each of a height of its own. */
export const lines = (from: number, count: number): Line[] =>
  Array.from({ length: count }, (_, index) => {
    const n = from + index;
    return { key: `row${n}`, height: 24 + ((n * n * 31 + n * 17 + 5_000) % 97) };
  });

interface Counts {
  readonly mounts: Map<string, number>;
  readonly renders: Map<string, number>;
}

const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);

function Shown({ line: { key, height }, counts }: { line: Line; counts: Counts }) {
  count(counts.renders, key);
  useEffect(() => {
    count(counts.mounts, key);
  }, [key, counts]);
  return (
    <div data-key={key} style={{ height, boxSizing: 'border-box', borderTop: '1px solid' }}>
      {key}
    </div>
  );
}

/** What is on the screen after the next frame was painted. */
export const painted = () =>
  new Promise<void>((resolve) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    }),
  );

/** A list in a page, 400 px high: shown anew for each test. */
export function listKit() {
  const cleanups: (() => void)[] = [];
  afterEach(() => {
    for (const cleanup of cleanups.splice(0)) cleanup();
  });

  return (first: ListProps, { strict = false } = {}) => {
    const counts: Counts = { mounts: new Map(), renders: new Map() };
    const renderLine = (line: Line) => <Shown line={line} counts={counts} />;
    const handle = createRef<VirtualListHandle>();
    const host = document.createElement('div');
    host.style.cssText = 'height: 400px; width: 320px; display: flex; flex-direction: column';
    document.body.append(host);
    const root = createRoot(host);
    let props = first;
    const show = (more: Partial<ListProps> = {}) => {
      props = { ...props, ...more };
      const list = (
        <VirtualList {...props} style={{ height: '100%' }} keyOf={keyOf} handle={handle}>
          {renderLine}
        </VirtualList>
      );
      flushSync(() => root.render(strict ? <StrictMode>{list}</StrictMode> : list));
    };
    show();
    cleanups.push(() => {
      root.unmount();
      host.remove();
    });
    const scroller = handle.current?.element as HTMLElement;
    const row = (key: string) => scroller.querySelector<HTMLElement>(`[data-key="${key}"]`);
    return {
      ...{ host, scroller, counts, show, row },
      handle: handle.current as VirtualListHandle,
      /** How far below the upper edge of the view a row begins; null where it is not mounted. */
      topOf: (key: string) => {
        const found = row(key);
        return found && found.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      },
      /** The keys of the rows that can be seen. */
      visible: () => {
        const { top, bottom } = scroller.getBoundingClientRect();
        return [...scroller.querySelectorAll<HTMLElement>('[data-key]')]
          .filter((element) => getComputedStyle(element).visibility === 'visible')
          .filter((element) => element.getBoundingClientRect().bottom > top + 1)
          .filter((element) => element.getBoundingClientRect().top < bottom - 1)
          .map((element) => element.dataset.key as string)
          .sort((a, b) => (row(a)?.getBoundingClientRect().top ?? 0) - (row(b)?.getBoundingClientRect().top ?? 0));
      },
      /** Pixels below what is seen. */
      belowView: () => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop,
    };
  };
}

/** What `look` answers after each of so many frames. */
export async function frames<T>(count: number, look: () => T): Promise<T[]> {
  const seen: T[] = [];
  for (let n = 0; n < count; n++) {
    await painted();
    seen.push(look());
  }
  return seen;
}

/** Waits until the list has come to rest: virtua waits 150 ms after the last scroll event. */
export async function rested(scroller: HTMLElement): Promise<void> {
  let last = Number.NaN;
  for (let still = 0; still < 12; still++) {
    await painted();
    const now = scroller.scrollTop + scroller.scrollHeight;
    if (now !== last) still = 0;
    last = now;
  }
}
