import type { Clock } from '../clock.js';

export interface RateLimit {
  /** Calls in a window. */
  quota: number;
  windowSeconds: number;
}

export interface RateVerdict {
  allowed: boolean;
  remaining: number;
  /** Until the window ends. */
  resetSeconds: number;
}

/** Counts calls by key. */
export interface RateLimiter {
  take(key: string, limit: RateLimit): RateVerdict;
}

/** Keys are looked through for ended windows when so many have piled up. */
const SWEEP_AT = 10_000;

/** Windows stand in the order of their ends, or nearly so: those of one policy do. */
function dropEnded(windows: Map<string, { endsAt: number }>, now: number): void {
  for (const [key, { endsAt }] of windows) {
    if (endsAt > now) return;
    windows.delete(key);
  }
}

/** Fixed windows, each beginning with the first call of its key; in the memory of this process. */
export function createMemoryRateLimiter(clock: Clock): RateLimiter {
  const windows = new Map<string, { endsAt: number; count: number }>();
  return {
    take(key, { quota, windowSeconds }) {
      const now = clock.now();
      let window = windows.get(key);
      if (!window || window.endsAt <= now) {
        windows.delete(key);
        if (windows.size >= SWEEP_AT) dropEnded(windows, now);
        window = { endsAt: now + windowSeconds * 1000, count: 0 };
        windows.set(key, window);
      }
      window.count++;
      return {
        allowed: window.count <= quota,
        remaining: Math.max(0, quota - window.count),
        resetSeconds: Math.ceil((window.endsAt - now) / 1000),
      };
    },
  };
}
