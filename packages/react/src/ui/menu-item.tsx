import { type ButtonHTMLAttributes, forwardRef, type ReactNode } from 'react';
import { part } from '../lib/part.js';
import { CheckIcon } from './icons.js';
import { Kbd } from './kbd.js';

export interface MenuItemProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon?: ReactNode;
  /** The key that does the same, for those who look. */
  shortcut?: string;
  tone?: 'neutral' | 'danger';
  /** Makes it something that is on or off. */
  checked?: boolean;
}

/** One thing to do in a `Menu`. */
export const MenuItem = /* @__PURE__ */ forwardRef<HTMLButtonElement, MenuItemProps>(function MenuItem(
  { icon, shortcut, tone = 'neutral', checked, className, children, onPointerMove, ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type="button"
      tabIndex={-1}
      data-tone={tone}
      {...(checked === undefined ? { role: 'menuitem' } : { role: 'menuitemcheckbox', 'aria-checked': checked })}
      aria-keyshortcuts={shortcut}
      {...rest}
      className={part('menu-item', className)}
      onPointerMove={(event) => {
        onPointerMove?.(event);
        // One item is marked, by mouse and keys alike.
        event.currentTarget.focus({ preventScroll: true });
      }}
    >
      {icon}
      <span className="pulse-menu-item-label">{children}</span>
      {checked && <CheckIcon />}
      {shortcut && <Kbd aria-hidden="true">{shortcut}</Kbd>}
    </button>
  );
});
