import { forwardRef, type HTMLAttributes, type ReactNode } from 'react';
import { part } from '../lib/part.js';
import { IconButton } from './icon-button.js';
import { CloseIcon } from './icons.js';
import type { Tone } from './tone.js';
import { toneIcon } from './tone-icon.js';

export interface BannerProps extends HTMLAttributes<HTMLDivElement> {
  tone?: Tone;
  /** Instead of the icon of its tone; `null` for none. */
  icon?: ReactNode;
  action?: ReactNode;
  /** Makes a cross. */
  onDismiss?: () => void;
  dismissLabel?: string;
}

/** A line about the state of what it stands on. Read out when it comes; what is `danger` at once. */
export const Banner = /* @__PURE__ */ forwardRef<HTMLDivElement, BannerProps>(function Banner(
  {
    tone = 'neutral',
    icon = toneIcon(tone),
    action,
    onDismiss,
    dismissLabel = 'Dismiss',
    className,
    children,
    ...rest
  },
  ref,
) {
  return (
    <div
      ref={ref}
      role={tone === 'danger' ? 'alert' : 'status'}
      data-tone={tone}
      {...rest}
      className={part('banner', className)}
    >
      {icon}
      <div className="pulse-banner-words">{children}</div>
      {action}
      {onDismiss && <IconButton size="sm" label={dismissLabel} icon={<CloseIcon />} onClick={onDismiss} />}
    </div>
  );
});
