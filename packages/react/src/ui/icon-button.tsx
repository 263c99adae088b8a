import { forwardRef, type ReactNode } from 'react';
import { Button, type ButtonProps } from './button.js';

export interface IconButtonProps extends Omit<ButtonProps, 'icon' | 'iconEnd' | 'children'> {
  /** What it does, for those who do not see it. */
  label: string;
  icon: ReactNode;
}

/** A square button with an icon alone. */
export const IconButton = /* @__PURE__ */ forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { label, variant = 'ghost', ...rest },
  ref,
) {
  return <Button ref={ref} variant={variant} aria-label={label} data-square="" {...rest} />;
});
