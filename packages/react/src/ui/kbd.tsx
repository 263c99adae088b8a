import { forwardRef, type HTMLAttributes } from 'react';
import { part } from '../lib/part.js';

/** A key to press. */
export const Kbd = /* @__PURE__ */ forwardRef<HTMLElement, HTMLAttributes<HTMLElement>>(function Kbd(
  { className, ...rest },
  ref,
) {
  return <kbd ref={ref} {...rest} className={part('kbd', className)} />;
});
