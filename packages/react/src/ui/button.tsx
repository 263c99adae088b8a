import { type ButtonHTMLAttributes, forwardRef, type ReactNode } from 'react';
import { part } from '../lib/part.js';
import { Spinner } from './spinner.js';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` for the one thing to do, `secondary` for others, `ghost` where many stand together. */
  variant?: 'primary' | 'secondary' | 'ghost';
  tone?: 'accent' | 'danger';
  size?: 'sm' | 'md' | 'lg';
  /** Stands before the words. */
  icon?: ReactNode;
  /** Stands behind the words. */
  iconEnd?: ReactNode;
  /** Turns a wheel and lets no click through; the button keeps its width and the focus. */
  loading?: boolean;
}

/** A button with words. */
export const Button = /* @__PURE__ */ forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  {
    variant = 'secondary',
    tone = 'accent',
    size = 'md',
    icon,
    iconEnd,
    loading,
    className,
    children,
    onClick,
    ...rest
  },
  ref,
) {
  return (
    <button
      ref={ref}
      type="button"
      data-variant={variant}
      data-tone={tone}
      data-size={size}
      {...(loading && { 'aria-busy': true, 'aria-disabled': true })}
      {...rest}
      className={part('button', className)}
      onClick={(event) => (loading ? event.preventDefault() : onClick?.(event))}
    >
      {icon}
      {children !== undefined && <span className="pulse-button-label">{children}</span>}
      {iconEnd}
      {loading && <Spinner label="" />}
    </button>
  );
});
