import type { PresenceStatus } from '@pulse-io/client';
import type { HTMLAttributes } from 'react';
import { part } from '../lib/part.js';
import { useStrings } from '../strings/use-strings.js';
import { Dot, type DotProps } from '../ui/dot.js';
import { usePresence } from './use-presence.js';

export interface PresenceBadgeProps extends Omit<HTMLAttributes<HTMLSpanElement>, 'children'> {
  userId: string;
  /** Says it in words beside the dot; false by default. */
  showText?: boolean;
}

const TONES: Readonly<Record<PresenceStatus, NonNullable<DotProps['tone']>>> = {
  online: 'success',
  away: 'warning',
  busy: 'danger',
  offline: 'neutral',
};

/** Whether a user is there, live: a dot, with words where wanted. */
export function PresenceBadge({ userId, showText = false, className, ...rest }: PresenceBadgeProps) {
  const strings = useStrings();
  const presence = usePresence(userId);
  const status = presence?.status ?? 'offline';
  const words = strings[status];
  const custom = presence?.customStatus;
  return (
    <span {...rest} className={part('presence', className)} title={custom?.text}>
      <Dot tone={TONES[status]} {...(!showText && { label: words })} />
      {showText && (
        <span>
          {custom?.emoji} {custom?.text ?? words}
        </span>
      )}
    </span>
  );
}
