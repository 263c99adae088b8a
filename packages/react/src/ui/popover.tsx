import { forwardRef, type HTMLAttributes, type ReactElement } from 'react';
import { mergeRefs } from '../lib/merge-refs.js';
import { part } from '../lib/part.js';
import { withProps } from '../lib/with-props.js';
import type { Placement } from './placement.js';
import { type PopoverOptions, usePopover } from './use-popover.js';

export interface PopoverProps extends HTMLAttributes<HTMLDivElement>, PopoverOptions {
  /** The button that opens it. */
  trigger: ReactElement;
  /** What it is, for those who do not see it. */
  label: string;
  placement?: Placement;
}

/** A small window beside its trigger. What carries `data-autofocus` gets the focus, otherwise the window itself. */
export const Popover = /* @__PURE__ */ forwardRef<HTMLDivElement, PopoverProps>(function Popover(
  { trigger, label, placement = 'bottom-start', open, onOpenChange, className, children, ...rest },
  ref,
) {
  const popover = usePopover({
    popup: 'dialog',
    focus: () => '[data-autofocus]',
    ...(open !== undefined && { open }),
    ...(onOpenChange && { onOpenChange }),
  });
  return (
    <>
      {withProps(trigger, popover.triggerProps)}
      <div
        role="dialog"
        aria-label={label}
        data-placement={placement}
        {...rest}
        {...popover.contentProps}
        ref={mergeRefs(popover.content, ref)}
        className={part('popover', className)}
      >
        {popover.open && children}
      </div>
    </>
  );
});
