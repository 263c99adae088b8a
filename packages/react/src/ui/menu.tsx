import { forwardRef, type HTMLAttributes, type KeyboardEvent, type ReactElement, useId, useRef } from 'react';
import { mergeRefs } from '../lib/merge-refs.js';
import { moveFocus } from '../lib/move-focus.js';
import { part } from '../lib/part.js';
import { withProps } from '../lib/with-props.js';
import type { Placement } from './placement.js';
import { type PopoverOptions, usePopover } from './use-popover.js';

export interface MenuProps extends HTMLAttributes<HTMLDivElement>, PopoverOptions {
  /** The button that opens it, by a click and by the arrows up and down. */
  trigger: ReactElement<{ id?: string }>;
  placement?: Placement;
}

const ITEMS = '[role^=menuitem]:not(:disabled)';

/**
 * Things to do. Arrow keys, Home, End and first letters walk through its items; choosing one closes it, unless that
 * one's `onClick` prevents the default.
 */
export const Menu = /* @__PURE__ */ forwardRef<HTMLDivElement, MenuProps>(function Menu(
  { trigger, placement = 'bottom-start', open, onOpenChange, className, children, onClick, onKeyDown, ...rest },
  ref,
) {
  const ownId = useId();
  const triggerId = trigger.props.id ?? ownId;
  const fromEnd = useRef(false);
  const menu = usePopover({
    popup: 'menu',
    focus: () => (fromEnd.current ? `${ITEMS}:not(:has(~ ${ITEMS}))` : ITEMS),
    ...(open !== undefined && { open }),
    ...(onOpenChange && { onOpenChange }),
  });

  const openByKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    fromEnd.current = event.key === 'ArrowUp';
    event.currentTarget.click();
    fromEnd.current = false;
  };

  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    onKeyDown?.(event);
    if (event.defaultPrevented) return;
    if (event.key === 'Tab') menu.hide();
    else if (!moveFocus(event, { selector: ITEMS, axis: 'vertical' })) findByLetter(event);
  };

  return (
    <>
      {withProps(trigger, { ...menu.triggerProps, id: triggerId, onKeyDown: openByKey })}
      <div
        role="menu"
        aria-labelledby={triggerId}
        data-placement={placement}
        {...rest}
        {...menu.contentProps}
        ref={mergeRefs(menu.content, ref)}
        className={part('menu', className)}
        onKeyDown={walk}
        onClick={(event) => {
          onClick?.(event);
          if (!event.defaultPrevented && (event.target as Element).closest(ITEMS)) menu.hide();
        }}
      >
        {menu.open && children}
      </div>
    </>
  );
});

/** Goes to the next item that begins with the letter. */
function findByLetter(event: KeyboardEvent<HTMLElement>): void {
  if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(ITEMS)];
  const from = items.indexOf(event.target as HTMLElement) + 1;
  const letter = event.key.toLocaleLowerCase();
  [...items.slice(from), ...items.slice(0, from)]
    .find((item) => item.textContent?.trim().toLocaleLowerCase().startsWith(letter))
    ?.focus();
}
