import { forwardRef, type InputHTMLAttributes, type ReactNode } from 'react';
import { part } from '../lib/part.js';

export interface SwitchProps extends InputHTMLAttributes<HTMLInputElement> {
  label: ReactNode;
  /** Stands below the label. */
  hint?: ReactNode;
}

/** On or off, at once. `className` goes to the whole, everything else and the ref to the checkbox. */
export const Switch = /* @__PURE__ */ forwardRef<HTMLInputElement, SwitchProps>(function Switch(
  { label, hint, className, ...rest },
  ref,
) {
  return (
    <label className={part('switch', className)}>
      <input ref={ref} {...rest} type="checkbox" role="switch" className={part('switch-control')} />
      <span>
        {label}
        {hint && <span className="pulse-switch-hint">{hint}</span>}
      </span>
    </label>
  );
});
