import { forwardRef, type HTMLAttributes } from 'react';
import { part } from '../lib/part.js';

export interface SpinnerProps extends HTMLAttributes<HTMLSpanElement> {
  /** What is being waited for. Empty: decoration beside words that say it. */
  label?: string;
}

/** A wheel as large as the text around it. */
export const Spinner = /* @__PURE__ */ forwardRef<HTMLSpanElement, SpinnerProps>(function Spinner(
  { label = 'Loading', className, ...rest },
  ref,
) {
  return (
    <span
      ref={ref}
      {...(label ? { role: 'status', 'aria-label': label } : { 'aria-hidden': true })}
      {...rest}
      className={part('spinner', className)}
    />
  );
});
