import {
  type HTMLAttributes,
  memo,
  type ReactElement,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { EndFollower } from './end-follower.js';
import { useStages } from './use-stages.js';

export interface VirtualListHandle {
  /** Shows the row of a key; false when there is none. */
  scrollToKey(key: string, options?: { align?: 'start' | 'center' | 'end' | 'nearest' }): boolean;
  scrollToEnd(): void;
  readonly element: HTMLElement | null;
}

export interface VirtualListProps<Item> extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  items: readonly Item[];
  /** Names an item; what keeps its key keeps its row. */
  keyOf: (item: Item) => string;
  /** Renders an item; it is called again for another item or another function, and not for another place. */
  children: (item: Item) => ReactElement;
  /** `end`, as in a chat: rows rest on the bottom, and a reader who is at the end stays there. `start` by default. */
  anchor?: 'start' | 'end';
  /** The key to open at; the anchor's end by default. */
  initialKey?: string | undefined;
  /** Told when the reader comes near the first row. */
  onNearStart?: (() => void) | undefined;
  /** Told when the reader comes near the last row. */
  onNearEnd?: (() => void) | undefined;
  /** Told whether the reader is at the end, whenever that changes. */
  onAtEndChange?: ((atEnd: boolean) => void) | undefined;
  handle?: Ref<VirtualListHandle>;
}

/** Rows that are mounted beyond what is seen, in pixels. */
const BUFFER_PX = 400;
/** How close to an end is near: about a screen. */
const NEAR_SCREENS = 1;

const SCROLLER = { overflowY: 'auto', overflowAnchor: 'none', display: 'flex', flexDirection: 'column' } as const;
const SPACER = { flexGrow: 1 } as const;

/**
 * The one long list: only rows in sight are mounted, rows of any height. What is added before the first row leaves what the
 * reader sees where it is, to the pixel.
 */
export function VirtualList<Item>(props: VirtualListProps<Item>): ReactElement {
  const { items: all, keyOf, children, anchor = 'start', initialKey, style, ...rest } = props;
  const { onNearStart, onNearEnd, onAtEndChange, handle, ...native } = rest;
  const virtual = useRef<VirtualizerHandle>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [follower] = useState(() => new EndFollower(anchor === 'end' && initialKey === undefined));
  const { items, shift } = useStages(all, keyOf);
  const latest = useRef({ items, keyOf, onNearStart, onNearEnd, onAtEndChange });
  useLayoutEffect(() => {
    latest.current = { items, keyOf, onNearStart, onNearEnd, onAtEndChange };
  });

  const toEnd = useCallback(() => {
    virtual.current?.scrollToIndex(latest.current.items.length - 1, { align: 'end' });
  }, []);

  const look = useCallback(() => {
    const list = virtual.current;
    if (!list) return;
    if (follower.move(list)) latest.current.onAtEndChange?.(follower.following);
    const { scrollOffset, scrollSize, viewportSize } = list;
    const near = viewportSize * NEAR_SCREENS;
    if (scrollOffset < near) latest.current.onNearStart?.();
    if (scrollSize - viewportSize - scrollOffset < near) latest.current.onNearEnd?.();
  }, [follower]);

  const onResize = useCallback(() => {
    const list = virtual.current;
    if (!list) return;
    // Where it is not yet where it will be, at the first row for a moment, nothing is near.
    if (list.scrollOffset > 0 || anchor === 'start' || list.scrollSize <= list.viewportSize) look();
    if (anchor === 'end' && follower.following) toEnd();
  }, [anchor, follower, look, toEnd]);

  // Before anything is painted, so that a list never flashes its beginning.
  const length = items.length;
  const opened = useRef(false);
  useLayoutEffect(() => {
    if (length === 0) return;
    if (opened.current) {
      if (anchor === 'end' && follower.following) toEnd();
      return;
    }
    opened.current = true;
    const at = initialKey === undefined ? -1 : indexOf(latest.current, initialKey);
    if (at >= 0) virtual.current?.scrollToIndex(at, { align: 'center' });
    else if (anchor === 'end') toEnd();
  }, [length, anchor, initialKey, follower, toEnd]);

  // A page that does not fill the view never scrolls: more is asked for until it does.
  useEffect(() => {
    if (length > 0) look();
  }, [length, look]);

  useImperativeHandle(
    handle,
    () => ({
      scrollToKey(key, { align = 'center' } = {}) {
        const at = indexOf(latest.current, key);
        if (at < 0) return false;
        const last = at === latest.current.items.length - 1;
        if (follower.set(last && anchor === 'end')) latest.current.onAtEndChange?.(follower.following);
        virtual.current?.scrollToIndex(at, { align });
        return true;
      },
      scrollToEnd() {
        if (follower.set(true)) latest.current.onAtEndChange?.(true);
        toEnd();
      },
      get element() {
        return scroller.current;
      },
    }),
    [anchor, follower, toEnd],
  );

  const renderRow = useCallback(
    (item: Item) => <Row key={keyOf(item)} item={item} render={children as Render} />,
    [keyOf, children],
  );

  return (
    <div
      {...native}
      ref={scroller}
      style={{ ...SCROLLER, ...style }}
      onWheel={(event) => {
        native.onWheel?.(event);
        // Before the list has moved: rows that are measured in between would take the reader to the end again.
        if (event.deltaY < 0 && (virtual.current?.scrollOffset ?? 0) > 0 && follower.set(false)) onAtEndChange?.(false);
      }}
    >
      {anchor === 'end' && <div style={SPACER} />}
      <Virtualizer
        ref={virtual}
        scrollRef={scroller}
        data={items}
        shift={shift}
        bufferSize={BUFFER_PX}
        onScroll={look}
        onResize={onResize}
      >
        {renderRow}
      </Virtualizer>
    </div>
  );
}

type Render = (item: unknown) => ReactElement;

/** An item whose row stays is not rendered again with the list. */
const Row = /* @__PURE__ */ memo(function Row({ item, render }: { item: unknown; render: Render }): ReactElement {
  return render(item);
});

const indexOf = <Item,>({ items, keyOf }: Pick<VirtualListProps<Item>, 'items' | 'keyOf'>, key: string): number =>
  items.findIndex((item) => keyOf(item) === key);
