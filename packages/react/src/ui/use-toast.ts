import { createContext, type ReactNode, useContext } from 'react';
import type { Tone } from './tone.js';

export interface ToastOptions {
  title: ReactNode;
  description?: ReactNode;
  tone?: Tone;
  /** One thing to do about it, such as to undo it; doing it lets the toast go. */
  action?: { label: string; onSelect: () => void };
  /** How long it stays while nobody touches it: 6 s, 12 s with an action. `Infinity`: until it is dismissed. */
  durationMs?: number;
}

export interface Toaster {
  /** Returns what `dismiss` takes. */
  show(toast: ToastOptions): number;
  dismiss(id: number): void;
}

export const ToastContext = /* @__PURE__ */ createContext<Toaster | undefined>(undefined);

/** Shows toasts at the edge of the page. Needs a `ToastProvider` above. */
export function useToast(): Toaster {
  const toaster = useContext(ToastContext);
  if (!toaster) throw new Error('useToast() needs a <ToastProvider> above. Put one around your app.');
  return toaster;
}
