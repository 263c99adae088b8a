import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { part } from '../lib/part.js';
import { Button } from './button.js';
import { Toast } from './toast.js';
import { ToastContext, type Toaster, type ToastOptions } from './use-toast.js';

export interface ToastProviderProps {
  children?: ReactNode;
  /** What the place of toasts is called. */
  label?: string;
  dismissLabel?: string;
  /** How many are shown at once; the oldest goes first. */
  max?: number;
}

interface ShownToast extends ToastOptions {
  id: number;
}

const STAY_MS = 6_000;
const STAY_TO_ACT_MS = 12_000;

/** The place where toasts of `useToast` come up. They wait while they are hovered or focused. */
export function ToastProvider({
  children,
  label = 'Notifications',
  dismissLabel = 'Dismiss',
  max = 3,
}: ToastProviderProps) {
  const region = useRef<HTMLElement>(null);
  const nextId = useRef(1);
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const [held, setHeld] = useState(false);

  const toaster = useMemo<Toaster>(
    () => ({
      show: (toast) => {
        const id = nextId.current++;
        setToasts((shown) => [...shown, { ...toast, id }].slice(-max));
        return id;
      },
      dismiss: (id) => setToasts((shown) => shown.filter((toast) => toast.id !== id)),
    }),
    [max],
  );

  const newest = toasts.at(-1)?.id;
  // Shown anew it stands above a dialog that was opened since.
  useEffect(() => {
    if (newest === undefined) setHeld(false);
    region.current?.hidePopover();
    region.current?.showPopover();
  }, [newest]);

  return (
    <ToastContext.Provider value={toaster}>
      {children}
      <section
        ref={region}
        popover="manual"
        aria-label={label}
        className={part('toasts')}
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        {toasts.map((toast) => (
          <TimedToast
            key={toast.id}
            {...toast}
            held={held}
            dismissLabel={dismissLabel}
            onDismiss={() => toaster.dismiss(toast.id)}
          />
        ))}
      </section>
    </ToastContext.Provider>
  );
}

interface TimedToastProps extends ToastOptions {
  held: boolean;
  dismissLabel: string;
  onDismiss: () => void;
}

function TimedToast({ title, description, tone = 'neutral', action, durationMs, held, ...rest }: TimedToastProps) {
  const stayMs = durationMs ?? (action ? STAY_TO_ACT_MS : STAY_MS);
  const dismiss = useRef(rest.onDismiss);
  useEffect(() => {
    dismiss.current = rest.onDismiss;
  });
  useEffect(() => {
    if (held || stayMs === Number.POSITIVE_INFINITY) return;
    const timer = setTimeout(() => dismiss.current(), stayMs);
    return () => clearTimeout(timer);
  }, [held, stayMs]);
  return (
    <Toast
      role={tone === 'danger' ? 'alert' : 'status'}
      title={title}
      tone={tone}
      action={
        action && (
          <Button
            size="sm"
            onClick={() => {
              action.onSelect();
              rest.onDismiss();
            }}
          >
            {action.label}
          </Button>
        )
      }
      {...rest}
    >
      {description}
    </Toast>
  );
}
