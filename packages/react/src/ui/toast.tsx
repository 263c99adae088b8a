import { forwardRef, type HTMLAttributes, type ReactNode } from 'react';
import { part } from '../lib/part.js';
import { IconButton } from './icon-button.js';
import { CloseIcon } from './icons.js';
import type { Tone } from './tone.js';
import { toneIcon } from './tone-icon.js';

export interface ToastProps extends Omit<HTMLAttributes<HTMLDivElement>, 'title'> {
  title: ReactNode;
  tone?: Tone;
  action?: ReactNode;
  /** Makes a cross. */
  onDismiss?: () => void;
  dismissLabel?: string;
}

/** A short word about what has happened; the children say more. `useToast` shows them and lets them go. */
export const Toast = /* @__PURE__ */ forwardRef<HTMLDivElement, ToastProps>(function Toast(
  { title, tone = 'neutral', action, onDismiss, dismissLabel = 'Dismiss', className, children, ...rest },
  ref,
) {
  return (
    <div ref={ref} data-tone={tone} {...rest} className={part('toast', className)}>
      <div className="pulse-toast-row">
        {tone !== 'neutral' && toneIcon(tone)}
        <div className="pulse-toast-words">
          <p className="pulse-toast-title">{title}</p>
          {children}
        </div>
        {action && <span className="pulse-toast-action">{action}</span>}
        {onDismiss && <IconButton size="sm" label={dismissLabel} icon={<CloseIcon />} onClick={onDismiss} />}
      </div>
    </div>
  );
});
