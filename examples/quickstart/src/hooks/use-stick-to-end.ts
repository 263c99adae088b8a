import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Closer than this to the end, a reader is taken to be there. */
const NEAR_PX = 48;

/** Keeps a list at its end while the reader is there, and where the reader is when older rows come above. */
export function useStickToEnd(list: RefObject<HTMLElement | null>, rows: readonly { id: string }[], shown: boolean) {
  const before = useRef({ first: '', height: 0, atEnd: true });
  useLayoutEffect(() => {
    const element = list.current;
    if (!element || !shown) return;
    const { first, height, atEnd } = before.current;
    const newest = rows[0]?.id ?? '';
    if (atEnd) element.scrollTop = element.scrollHeight;
    else if (newest !== first) element.scrollTop += element.scrollHeight - height;
    before.current = { first: newest, height: element.scrollHeight, atEnd: before.current.atEnd };
  }, [list, rows, shown]);
  return () => {
    const element = list.current;
    if (!element) return;
    const left = element.scrollHeight - element.scrollTop - element.clientHeight;
    before.current.atEnd = left < NEAR_PX;
  };
}
