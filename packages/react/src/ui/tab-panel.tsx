import { forwardRef, type HTMLAttributes } from 'react';
import { part } from '../lib/part.js';
import { useTabs } from './tabs.js';

export interface TabPanelProps extends HTMLAttributes<HTMLDivElement> {
  value: string;
}

/** Rendered while the `Tab` of the same value is chosen. */
export const TabPanel = /* @__PURE__ */ forwardRef<HTMLDivElement, TabPanelProps>(function TabPanel(
  { value, className, ...rest },
  ref,
) {
  const tabs = useTabs('TabPanel');
  if (tabs.value !== value) return null;
  return (
    <div
      ref={ref}
      role="tabpanel"
      id={`${tabs.id}panel-${value}`}
      aria-labelledby={`${tabs.id}tab-${value}`}
      tabIndex={0}
      {...rest}
      className={part('tab-panel', className)}
    />
  );
});
