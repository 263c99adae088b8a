import { forwardRef, type HTMLAttributes } from 'react';
import { part } from '../lib/part.js';

export interface DividerProps extends HTMLAttributes<HTMLDivElement> {
  /** `accent` is drawn in the brand's gradient: for the one line that must be seen. */
  tone?: 'neutral' | 'accent';
}

/** A line between two things, with words in its middle if there are children. */
export const Divider = /* @__PURE__ */ forwardRef<HTMLDivElement, DividerProps>(function Divider(
  { tone = 'neutral', className, children, ...rest },
  ref,
) {
  return (
    <div
      ref={ref}
      {...(children ? {} : { role: 'separator' })}
      data-tone={tone}
      {...rest}
      className={part('divider', className)}
    >
      {children}
    </div>
  );
});
