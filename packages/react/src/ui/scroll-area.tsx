import { forwardRef, type HTMLAttributes } from 'react';
import { part } from '../lib/part.js';

export interface ScrollAreaProps extends HTMLAttributes<HTMLDivElement> {
  /** What is in it, for those who reach it by keyboard. */
  label: string;
}

/** A box that scrolls, with a quiet scrollbar, reached by keyboard. */
export const ScrollArea = /* @__PURE__ */ forwardRef<HTMLDivElement, ScrollAreaProps>(function ScrollArea(
  { label, className, ...rest },
  ref,
) {
  return <section ref={ref} aria-label={label} tabIndex={0} {...rest} className={part('scroll-area', className)} />;
});
