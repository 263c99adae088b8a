import { createContext, forwardRef, type HTMLAttributes, useContext, useId, useMemo, useState } from 'react';
import { part } from '../lib/part.js';

interface TabsState {
  id: string;
  value: string;
  choose: (value: string) => void;
}

const TabsContext = /* @__PURE__ */ createContext<TabsState | undefined>(undefined);

/** What the parts of `Tabs` share; throws where there are none around. */
export function useTabs(part: string): TabsState {
  const tabs = useContext(TabsContext);
  if (!tabs) throw new Error(`<${part}> stands outside of <Tabs>. Put it inside.`);
  return tabs;
}

export interface TabsProps extends Omit<HTMLAttributes<HTMLDivElement>, 'defaultValue'> {
  defaultValue?: string;
  /** Set it to hold the state yourself, with `onValueChange`. */
  value?: string;
  onValueChange?: (value: string) => void;
}

/** Several panels in one place. Holds a `TabList` of `Tab`s and a `TabPanel` for each. */
export const Tabs = /* @__PURE__ */ forwardRef<HTMLDivElement, TabsProps>(function Tabs(
  { defaultValue = '', value, onValueChange, className, ...rest },
  ref,
) {
  const id = useId();
  const [own, setOwn] = useState(defaultValue);
  const current = value ?? own;
  const tabs = useMemo(
    () => ({
      id,
      value: current,
      choose: (next: string) => {
        setOwn(next);
        if (next !== current) onValueChange?.(next);
      },
    }),
    [id, current, onValueChange],
  );
  return (
    <TabsContext.Provider value={tabs}>
      <div ref={ref} {...rest} className={part('tabs', className)} />
    </TabsContext.Provider>
  );
});
