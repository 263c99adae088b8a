import { forwardRef, type HTMLAttributes, type ReactNode, useState } from 'react';
import { hueOf, initialsOf } from '../lib/initials.js';
import { part } from '../lib/part.js';

export interface AvatarProps extends HTMLAttributes<HTMLSpanElement> {
  /** Whose it is: read out, and the source of initials and colour where there is no image. */
  name: string;
  /** The address of an image. While it loads, and if it cannot, the initials are shown. */
  image?: string | undefined;
  /** In pixels 20, 24, 32, 40 and 64. */
  size?: 'xs' | 'sm' | 'md' | 'lg' | 'xl';
  /** Stands in a corner that is cut out for it: a presence dot, an icon. */
  badge?: ReactNode;
  /** True beside the name itself, so that it is not read twice. */
  decorative?: boolean;
}

/** A person's image, or initials in a colour that is always the same for a name. */
export const Avatar = /* @__PURE__ */ forwardRef<HTMLSpanElement, AvatarProps>(function Avatar(
  { name, image, size = 'md', badge, decorative, className, style, ...rest },
  ref,
) {
  const [state, setState] = useState<{ image: string; loaded: boolean }>();
  const current = state?.image === image ? state : undefined;
  const settle = (loaded: boolean) => setState({ image: image ?? '', loaded });
  return (
    <span
      ref={ref}
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}
      data-size={size}
      data-badge={badge ? '' : undefined}
      {...rest}
      className={part('avatar', className)}
      style={{ '--pulse-hue': hueOf(name), ...style } as typeof style}
    >
      <span className="pulse-avatar-face">
        {!current?.loaded && <span className="pulse-avatar-initials">{initialsOf(name)}</span>}
        {image && current?.loaded !== false && (
          <img
            // An image may have come or failed before there was anybody to hear of it.
            ref={(element) => {
              if (element?.complete && !current) settle(element.naturalWidth > 0);
            }}
            className="pulse-avatar-image"
            src={image}
            alt=""
            draggable={false}
            onLoad={() => settle(true)}
            onError={() => settle(false)}
          />
        )}
      </span>
      {badge && <span className="pulse-avatar-badge">{badge}</span>}
    </span>
  );
});
