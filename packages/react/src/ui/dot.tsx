import { forwardRef, type HTMLAttributes } from 'react';
import { part } from '../lib/part.js';

export interface DotProps extends HTMLAttributes<HTMLSpanElement> {
  /** Each has a shape too: success is full, warning a half moon, danger barred, neutral a ring. */
  tone?: 'success' | 'warning' | 'danger' | 'neutral' | 'accent';
  /** What it says to those who do not see it; without one it is decoration. */
  label?: string;
}

/** A state in one glance, 10 pixels large or as large as the slot that it stands in. */
export const Dot = /* @__PURE__ */ forwardRef<HTMLSpanElement, DotProps>(function Dot(
  { tone = 'success', label, className, ...rest },
  ref,
) {
  return (
    <span
      ref={ref}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      data-tone={tone}
      {...rest}
      className={part('dot', className)}
    />
  );
});
