import { forwardRef, type SVGProps, useId } from 'react';

export interface PulseLogoProps extends Omit<SVGProps<SVGSVGElement>, 'ref'> {
  /** What it says to those who do not see it. Empty: decoration. */
  label?: string;
  /** `brand` has the gradient, `mono` the colour of the text. */
  variant?: 'brand' | 'mono';
}

/** The mark of Pulse, a waveform. */
export const PulseLogo = /* @__PURE__ */ forwardRef<SVGSVGElement, PulseLogoProps>(function PulseLogo(
  { label = 'Pulse', variant = 'brand', ...rest },
  ref,
) {
  const id = useId();
  return (
    <svg
      ref={ref}
      viewBox="0 0 32 32"
      width="1.5em"
      height="1.5em"
      fill="none"
      stroke={variant === 'brand' ? `url(#${id})` : 'currentColor'}
      strokeWidth="3.5"
      strokeLinecap="round"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      {...rest}
    >
      {variant === 'brand' && (
        <linearGradient id={id} x1="0" y1="0" x2="32" y2="0" gradientUnits="userSpaceOnUse">
          <stop stopColor="#06f" />
          <stop offset="1" stopColor="#00a3ff" />
        </linearGradient>
      )}
      <path d="M3.5 14v4M9.75 9.5v13M16 4v24M22.25 10.5v11M28.5 14v4" />
    </svg>
  );
});
