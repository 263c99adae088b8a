import { type ReactNode, useLayoutEffect } from 'react';

interface StageProps {
  theme: string;
  density: string;
  direction: string;
  locale: string;
  width: string;
  /** Without space around. */
  bare: boolean;
  children: ReactNode;
}

/** Puts a story on the page as the toolbar says. On the page itself, since popovers and dialogs stand above all else. */
export function Stage({ theme, density, direction, locale, width, bare, children }: StageProps) {
  useLayoutEffect(() => {
    const page = document.documentElement;
    page.dataset.theme = theme;
    page.dataset.density = density;
    page.dir = direction;
    page.lang = locale;
  }, [theme, density, direction, locale]);
  return (
    <div
      className="pulse stage"
      data-bare={bare || undefined}
      style={{ maxInlineSize: width === 'full' ? 'none' : width }}
    >
      {children}
    </div>
  );
}
