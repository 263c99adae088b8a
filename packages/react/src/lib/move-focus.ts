import type { KeyboardEvent } from 'react';

interface MoveFocusOptions {
  /** Which descendants can be walked through. */
  selector: string;
  axis: 'vertical' | 'horizontal';
}

/** Walks through the descendants of the event's element by arrow keys, Home and End; the ends meet. Returns where to. */
export function moveFocus(
  event: KeyboardEvent<HTMLElement>,
  { selector, axis }: MoveFocusOptions,
): HTMLElement | undefined {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
  const index = items.indexOf(event.target as HTMLElement);
  const turned = axis === 'horizontal' && getComputedStyle(event.currentTarget).direction === 'rtl';
  const [back, ahead] = axis === 'vertical' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
  const next = {
    [turned ? ahead : back]: index < 0 ? -1 : index - 1,
    [turned ? back : ahead]: index + 1,
    Home: 0,
    End: -1,
  }[event.key];
  if (next === undefined || items.length === 0) return undefined;
  event.preventDefault();
  const item = items.at(next % items.length);
  item?.focus();
  return item;
}
