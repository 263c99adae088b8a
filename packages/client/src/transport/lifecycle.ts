/** Why a lost connection is worth another try right now. */
export type WakeReason = 'online' | 'visible';

/** Signals of the device and the page. */
export interface Lifecycle {
  /** Returns the function that ends it. */
  onWake(listener: (reason: WakeReason) => void): () => void;
}

/** `online` and `visibilitychange` where the platform has them; silent elsewhere. */
export const browserLifecycle: Lifecycle = {
  onWake(listener) {
    if (typeof addEventListener !== 'function' || typeof document === 'undefined') return () => {};
    const onOnline = () => listener('online');
    const onVisible = () => document.visibilityState === 'visible' && listener('visible');
    addEventListener('online', onOnline);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      removeEventListener('online', onOnline);
      document.removeEventListener('visibilitychange', onVisible);
    };
  },
};
