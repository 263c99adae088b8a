import { useState } from 'react';
import { useMediaQuery } from './use-media-query.js';

export type Theme = 'light' | 'dark';

const KEY = 'pulse-theme';

/** The theme of the page: the system's, until the person chooses one. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const system: Theme = useMediaQuery('(prefers-color-scheme: dark)') ? 'dark' : 'light';
  const [chosen, setChosen] = useState(document.documentElement.dataset.theme as Theme | undefined);
  const choose = (theme: Theme) => {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(KEY, theme);
    setChosen(theme);
  };
  return [chosen ?? system, choose];
}
