import { Children, forwardRef, type HTMLAttributes } from 'react';
import { part } from '../lib/part.js';

export interface AvatarGroupProps extends HTMLAttributes<HTMLDivElement> {
  /** How many are shown; of the others, the number. */
  max?: number;
  /** How many there are, where not all are children. */
  total?: number;
  size?: 'xs' | 'sm' | 'md' | 'lg' | 'xl';
  /** What the number of the others is read as. */
  restLabel?: (rest: number) => string;
}

/** Avatars that overlap, the first in front. */
export const AvatarGroup = /* @__PURE__ */ forwardRef<HTMLDivElement, AvatarGroupProps>(function AvatarGroup(
  { max = 4, total, size = 'md', restLabel = (rest) => `${rest} more`, className, children, ...rest },
  ref,
) {
  const all = Children.toArray(children);
  const shown = all.slice(0, max);
  const hidden = (total ?? all.length) - shown.length;
  return (
    <div ref={ref} role="group" data-size={size} {...rest} className={part('avatar-group', className)}>
      {shown}
      {hidden > 0 && (
        <span className={part('avatar')} data-size={size} role="img" aria-label={restLabel(hidden)}>
          <span className="pulse-avatar-face" data-rest="">
            <span className="pulse-avatar-initials" dir="ltr">
              +{hidden}
            </span>
          </span>
        </span>
      )}
    </div>
  );
});
