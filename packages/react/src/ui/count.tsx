import { forwardRef, type HTMLAttributes } from 'react';
import { part } from '../lib/part.js';

export interface CountProps extends Omit<HTMLAttributes<HTMLSpanElement>, 'children'> {
  value: number;
  /** What is above is shown as `99+`. */
  max?: number;
  /** What the number is read as, such as "3 unread messages". */
  label?: string;
  tone?: 'accent' | 'danger' | 'neutral';
}

/** How many are waiting. Nothing at 0. */
export const Count = /* @__PURE__ */ forwardRef<HTMLSpanElement, CountProps>(function Count(
  { value, max = 99, label, tone = 'accent', className, ...rest },
  ref,
) {
  if (value <= 0) return null;
  return (
    <span ref={ref} data-tone={tone} {...rest} className={part('count', className)}>
      <span aria-hidden={label ? true : undefined}>{value > max ? `${max}+` : value}</span>
      {label && <span className="pulse-hidden">{label}</span>}
    </span>
  );
});
