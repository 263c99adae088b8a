import { type ButtonHTMLAttributes, forwardRef } from 'react';
import { part } from '../lib/part.js';
import { useTabs } from './tabs.js';

export interface TabProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  value: string;
}

/** Chooses the `TabPanel` of the same value. */
export const Tab = /* @__PURE__ */ forwardRef<HTMLButtonElement, TabProps>(function Tab(
  { value, className, onClick, ...rest },
  ref,
) {
  const tabs = useTabs('Tab');
  const selected = tabs.value === value;
  return (
    <button
      ref={ref}
      type="button"
      role="tab"
      id={`${tabs.id}tab-${value}`}
      aria-selected={selected}
      aria-controls={selected ? `${tabs.id}panel-${value}` : undefined}
      tabIndex={selected ? 0 : -1}
      {...rest}
      className={part('tab', className)}
      onClick={(event) => {
        onClick?.(event);
        if (!event.defaultPrevented) tabs.choose(value);
      }}
    />
  );
});
