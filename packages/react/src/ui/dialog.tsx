import { type DialogHTMLAttributes, forwardRef, type ReactNode, useEffect, useId, useRef } from 'react';
import { mergeRefs } from '../lib/merge-refs.js';
import { part } from '../lib/part.js';
import { IconButton } from './icon-button.js';
import { CloseIcon } from './icons.js';

export interface DialogProps extends Omit<DialogHTMLAttributes<HTMLDialogElement>, 'title' | 'onClose'> {
  open: boolean;
  /** Told when the user wants to leave: by Escape, the cross, or a click beside it. */
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  /** Stands at the lower end: what can be done. */
  footer?: ReactNode;
  size?: 'sm' | 'md' | 'lg';
  closeLabel?: string;
}

/**
 * A window that must be left before anything else goes on. What carries `data-autofocus` gets the focus, otherwise the
 * first thing that can have it; on leaving it goes back to where it was.
 */
export const Dialog = /* @__PURE__ */ forwardRef<HTMLDialogElement, DialogProps>(function Dialog(
  { open, onClose, title, description, footer, size = 'md', closeLabel = 'Close', className, children, ...rest },
  ref,
) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const pressedBeside = useRef(false);

  useEffect(() => {
    const element = dialog.current;
    if (!open || !element) return;
    element.querySelector('[data-autofocus]')?.setAttribute('autofocus', '');
    element.showModal();
    return () => element.close();
  }, [open]);

  return (
    <dialog
      aria-labelledby={`${id}title`}
      aria-describedby={description ? `${id}about` : undefined}
      data-size={size}
      {...rest}
      ref={mergeRefs(dialog, ref)}
      className={part('dialog', className)}
      onCancel={(event) => {
        // A file input in it cancels too.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      // By a form with method="dialog". Under StrictMode it has been opened again by now.
      onClose={(event) => open && !event.currentTarget.open && onClose()}
      onPointerDown={(event) => {
        pressedBeside.current = event.target === event.currentTarget;
      }}
      onClick={(event) => {
        if (pressedBeside.current && event.target === event.currentTarget) onClose();
      }}
    >
      {open && (
        <div className="pulse-dialog-panel">
          <h2 id={`${id}title`} className="pulse-dialog-title">
            {title}
          </h2>
          {description && (
            <p id={`${id}about`} className="pulse-dialog-about">
              {description}
            </p>
          )}
          {children && <div className="pulse-dialog-body">{children}</div>}
          {footer && <div className="pulse-dialog-footer">{footer}</div>}
          {/* Seen first, reached last: the focus belongs to what the dialog is about. */}
          <IconButton
            className="pulse-dialog-close"
            size="sm"
            label={closeLabel}
            icon={<CloseIcon />}
            onClick={onClose}
          />
        </div>
      )}
    </dialog>
  );
});
