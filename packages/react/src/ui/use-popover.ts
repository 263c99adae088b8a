import { type MouseEvent, useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { anchorTo } from '../lib/anchor-to.js';

export interface PopoverOptions {
  /** Set from outside where something else opens it too; otherwise it is opened by its trigger alone. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

interface UsePopoverOptions extends PopoverOptions {
  popup: 'menu' | 'dialog';
  /** The descendant that gets the focus; where there is none, the popover itself. */
  focus: () => string;
}

/**
 * The browser's own popover: it opens above everything, closes by Escape and by a click elsewhere, and gives the focus
 * back. What it shows is rendered while it is open.
 */
export function usePopover({ open: wanted, onOpenChange, popup, focus }: UsePopoverOptions) {
  const id = useId();
  const content = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  /** As the browser has it: it is opening before it is open. */
  const shown = useRef(false);
  const latest = useRef({ onOpenChange, focus });
  useEffect(() => {
    latest.current = { onOpenChange, focus };
  });

  useEffect(() => {
    const element = content.current;
    if (!element) return;
    const prepare = (event: Event) => {
      if ((event as ToggleEvent).newState === 'closed') return;
      anchorTo(element, trigger.current ?? elementBefore(element));
      // Before it is shown, so that the browser can give the focus to what is in it.
      shown.current = true;
      flushSync(() => setOpen(true));
      const first = element.querySelector(latest.current.focus()) ?? element;
      first.setAttribute('autofocus', '');
      latest.current.onOpenChange?.(true);
    };
    // Only now, since the browser takes the focus back from what is in it.
    const clear = (event: Event) => {
      if ((event as ToggleEvent).newState === 'open') return;
      shown.current = false;
      setOpen(false);
      latest.current.onOpenChange?.(false);
    };
    element.addEventListener('beforetoggle', prepare);
    element.addEventListener('toggle', clear);
    return () => {
      element.removeEventListener('beforetoggle', prepare);
      element.removeEventListener('toggle', clear);
    };
  }, []);

  useEffect(() => {
    if (wanted === undefined) return;
    // React may not render at once from inside an effect, which `prepare` does.
    queueMicrotask(() => {
      if (content.current?.isConnected && shown.current !== wanted) content.current.togglePopover(wanted);
    });
  }, [wanted]);

  return {
    open,
    content,
    hide: () => content.current?.hidePopover(),
    triggerProps: {
      'aria-haspopup': popup,
      'aria-expanded': open,
      'aria-controls': open ? id : undefined,
      onClick: ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
        trigger.current = currentTarget;
        // The click goes on to open it: the browser knows then that a click here is no click elsewhere.
        currentTarget.popoverTargetElement = content.current;
      },
    },
    contentProps: { id, popover: 'auto', tabIndex: -1 } as const,
  };
}

/** The trigger stands before its popover, with the tooltip of the trigger maybe in between. */
function elementBefore(popover: HTMLElement): HTMLElement {
  let element = popover.previousElementSibling;
  while (element instanceof HTMLElement && element.popover) element = element.previousElementSibling;
  return element instanceof HTMLElement ? element : popover;
}
