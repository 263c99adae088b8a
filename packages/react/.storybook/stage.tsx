import { type ReactNode, useEffect, useLayoutEffect } from 'react';
import { StringsProvider } from '../src/strings/use-strings.js';
import { LOCALES } from './locales.js';

interface StageProps {
  theme: string;
  density: string;
  direction: string;
  locale: string;
  width: string;
  /** Without space around. */
  bare: boolean;
  /** Told when the story is taken from the page. */
  onLeave?: (() => void) | undefined;
  children: ReactNode;
}

/** Puts a story on the page as the toolbar says. On the page itself, since popovers and dialogs stand above all else. */
export function Stage({ theme, density, direction, locale, width, bare, onLeave, children }: StageProps) {
  useLayoutEffect(() => {
    const page = document.documentElement;
    page.dataset.theme = theme;
    page.dataset.density = density;
    page.dir = direction;
    page.lang = locale;
  }, [theme, density, direction, locale]);
  useEffect(() => onLeave, [onLeave]);
  return (
    <div
      className="pulse stage"
      data-bare={bare || undefined}
      style={{ maxInlineSize: width === 'full' ? 'none' : width }}
    >
      <StringsProvider strings={LOCALES[locale]}>{children}</StringsProvider>
    </div>
  );
}
