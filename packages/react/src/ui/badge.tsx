import { forwardRef, type HTMLAttributes } from 'react';
import { part } from '../lib/part.js';
import type { Tone } from './tone.js';

export interface BadgeProps extends HTMLAttributes<HTMLSpanElement> {
  tone?: Tone;
}

/** A word or two about the thing beside it. */
export const Badge = /* @__PURE__ */ forwardRef<HTMLSpanElement, BadgeProps>(function Badge(
  { tone = 'neutral', className, ...rest },
  ref,
) {
  return <span ref={ref} data-tone={tone} {...rest} className={part('badge', className)} />;
});
