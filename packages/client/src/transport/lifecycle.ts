/** Why a lost connection is worth another try right now. */
export type WakeReason = 'online' | 'visible' | 'resume';

/** Why there is no use in one: no network, or a page that will be frozen or unloaded in a moment. */
export type SleepReason = 'offline' | 'freeze';

/** Signals of the device and the page. */
export interface Lifecycle {
  /** Returns the function that ends it. */
  onWake(listener: (reason: WakeReason) => void): () => void;
  /** Returns the function that ends it. */
  onSleep?(listener: (reason: SleepReason) => void): () => void;
  /** False when the device knows that it has no network. */
  isOnline?(): boolean;
}

// Not every browser freezes with a word, but all of them tell of a page that goes into their cache and comes back.
const WAKING = { online: 'online', visibilitychange: 'visible', resume: 'resume', pageshow: 'resume' } as const;
const SLEEPING = { offline: 'offline', freeze: 'freeze', pagehide: 'freeze' } as const;

// Some are raised on the document and do not bubble: the window sees them on their way down.
const CAPTURE = { capture: true };

/** By the type of the event. */
function hear<Reason>(reasons: Record<string, Reason>, listener: (reason: Reason) => void): () => void {
  if (typeof addEventListener !== 'function' || typeof document === 'undefined') return () => {};
  const heard = ({ type }: Event) => {
    if (type !== 'visibilitychange' || document.visibilityState === 'visible') listener(reasons[type] as Reason);
  };
  for (const type in reasons) addEventListener(type, heard, CAPTURE);
  return () => {
    for (const type in reasons) removeEventListener(type, heard, CAPTURE);
  };
}

/** The page's own signals where there is a page; silent elsewhere. */
export const browserLifecycle: Lifecycle = {
  onWake: (listener) => hear<WakeReason>(WAKING, listener),
  onSleep: (listener) => hear<SleepReason>(SLEEPING, listener),
  isOnline: () => globalThis.navigator?.onLine !== false,
};
