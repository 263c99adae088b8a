/** Time as the backend sees it, so that a test can hold it still and move it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after `ms`; the answer takes the timer back. */
  setTimeout(callback: () => void, ms: number): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, ms) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** RFC 3339 in UTC with milliseconds, as every time on the wire. */
export const toTimestamp = (ms: number): string => new Date(ms).toISOString();

/** Calls back every `ms` until taken back. */
export function every(clock: Clock, ms: number, callback: () => void): () => void {
  let cancel = clock.setTimeout(tick, ms);
  function tick() {
    cancel = clock.setTimeout(tick, ms);
    callback();
  }
  return () => cancel();
}
