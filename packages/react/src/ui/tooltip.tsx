import { forwardRef, type HTMLAttributes, type ReactElement, useEffect, useId, useRef } from 'react';
import { anchorTo } from '../lib/anchor-to.js';
import { mergeRefs } from '../lib/merge-refs.js';
import { part } from '../lib/part.js';
import { withProps } from '../lib/with-props.js';

export interface TooltipProps extends Omit<HTMLAttributes<HTMLElement>, 'children'> {
  /** A few words. Where the trigger is called the same, they are not read twice. */
  label: string;
  /** What it is about: one element that can have the focus. Props other than `className` go to it. */
  children: ReactElement<{ 'aria-label'?: string; label?: string }>;
  placement?: 'top' | 'bottom';
}

/** So long a mouse rests before a tooltip comes. */
const REST_MS = 450;
/** So long it stays, so that the mouse can walk over to it. */
const LEAVE_MS = 100;
/** After one was seen the next comes at once. */
const WARM_MS = 400;

let lastHiddenAt = Number.NEGATIVE_INFINITY;

/** Words beside what the mouse rests on or the keyboard has reached. Escape takes them away. */
export const Tooltip = /* @__PURE__ */ forwardRef<HTMLSpanElement, TooltipProps>(function Tooltip(
  { label, children, placement = 'top', className, ...rest },
  ref,
) {
  const id = useId();
  const bubble = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stopListening = useRef<() => void>(undefined);
  const named = [children.props['aria-label'], children.props.label].includes(label);

  const hide = () => {
    clearTimeout(timer.current);
    stopListening.current?.();
    stopListening.current = undefined;
    if (!bubble.current?.matches(':popover-open')) return;
    bubble.current.hidePopover();
    lastHiddenAt = performance.now();
  };
  const show = (target: HTMLElement) => {
    clearTimeout(timer.current);
    if (!bubble.current?.isConnected || bubble.current.matches(':popover-open')) return;
    anchorTo(bubble.current, target);
    bubble.current.showPopover();
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && hide();
    document.addEventListener('keydown', onKey, true);
    stopListening.current = () => document.removeEventListener('keydown', onKey, true);
  };
  const leave = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(hide, LEAVE_MS);
  };
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      stopListening.current?.();
    },
    [],
  );

  const trigger = withProps(children, {
    ...rest,
    ...(!named && { 'aria-describedby': id }),
    onPointerEnter: ({ currentTarget, pointerType }: React.PointerEvent<HTMLElement>) => {
      if (pointerType === 'touch') return;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => show(currentTarget), performance.now() - lastHiddenAt < WARM_MS ? 0 : REST_MS);
    },
    onPointerLeave: leave,
    onFocus: ({ currentTarget }: React.FocusEvent<HTMLElement>) => {
      if (currentTarget.matches(':focus-visible')) show(currentTarget);
    },
    onBlur: hide,
    onPointerDown: hide,
  });
  return (
    <>
      {trigger}
      <span
        ref={mergeRefs(bubble, ref)}
        id={id}
        role="tooltip"
        popover="manual"
        data-placement={placement}
        className={part('tooltip', className)}
        onPointerEnter={() => clearTimeout(timer.current)}
        onPointerLeave={leave}
      >
        {label}
      </span>
    </>
  );
});
