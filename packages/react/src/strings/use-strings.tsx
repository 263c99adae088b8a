import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { en } from './en.js';
import type { Strings } from './strings.js';

const StringsContext = /* @__PURE__ */ createContext<Strings>(en);

/** The texts that components show; English unless a provider says otherwise. */
export const useStrings = (): Strings => useContext(StringsContext);

export interface StringsProviderProps {
  /** A language, such as `de`, or single texts that take the place of others. */
  strings?: Partial<Strings> | undefined;
  children: ReactNode;
}

/** Texts for all components in it; what is left out stays as it was around it. */
export function StringsProvider({ strings, children }: StringsProviderProps) {
  const around = useStrings();
  const merged = useMemo(() => (strings ? { ...around, ...strings } : around), [around, strings]);
  return <StringsContext.Provider value={merged}>{children}</StringsContext.Provider>;
}
