import { forwardRef, type SVGProps } from 'react';

export interface IconProps extends Omit<SVGProps<SVGSVGElement>, 'ref'> {
  /** What it says to those who do not see it; without one it is decoration. */
  label?: string;
}

/** The frame of an icon: 20 by 20, drawn with a line of 1.5 in the colour of the text, 1.25 em large. */
export const Icon = /* @__PURE__ */ forwardRef<SVGSVGElement, IconProps>(function Icon(
  { label, className, children, ...rest },
  ref,
) {
  return (
    <svg
      ref={ref}
      className={className ? `pulse-icon ${className}` : 'pulse-icon'}
      viewBox="0 0 20 20"
      width="1.25em"
      height="1.25em"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      {...rest}
    >
      {children}
    </svg>
  );
});
