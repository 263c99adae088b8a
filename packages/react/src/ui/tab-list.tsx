import { forwardRef, type HTMLAttributes } from 'react';
import { moveFocus } from '../lib/move-focus.js';
import { part } from '../lib/part.js';

export interface TabListProps extends HTMLAttributes<HTMLDivElement> {
  /** What the tabs choose between, for those who do not see them. */
  label: string;
}

/** The row of `Tab`s. Arrow keys, Home and End choose. */
export const TabList = /* @__PURE__ */ forwardRef<HTMLDivElement, TabListProps>(function TabList(
  { label, className, onKeyDown, ...rest },
  ref,
) {
  return (
    <div
      ref={ref}
      role="tablist"
      aria-label={label}
      {...rest}
      className={part('tab-list', className)}
      onKeyDown={(event) => {
        onKeyDown?.(event);
        if (!event.defaultPrevented)
          moveFocus(event, { selector: '[role=tab]:not(:disabled)', axis: 'horizontal' })?.click();
      }}
    />
  );
});
