import { createError, PulseError } from '../errors.js';
import type { Clock } from './clock.js';

export interface Bounds {
  clock: Clock;
  timeoutMs?: number;
  signals?: readonly (AbortSignal | undefined)[];
}

const abortError = (signal: AbortSignal): PulseError =>
  signal.reason instanceof PulseError
    ? signal.reason
    : createError({ code: 'aborted', message: 'The call was aborted.', cause: signal.reason });

/**
 * Runs `work` under a time limit and signals, and aborts it when one of them ends it. Rejects with `timeout` or
 * `aborted`, or with the signal's reason where that is a PulseError.
 */
export function within<T>(
  { clock, timeoutMs, signals = [] }: Bounds,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const settled = new AbortController();
    let timer: unknown;
    const settle = () => {
      settled.abort();
      clock.clearTimeout(timer);
    };
    const stop = (error: PulseError) => {
      settle();
      reject(error);
      controller.abort(error);
    };
    for (const signal of signals) {
      if (!signal) continue;
      const abort = () => stop(abortError(signal));
      if (signal.aborted) return abort();
      signal.addEventListener('abort', abort, { signal: settled.signal });
    }
    if (timeoutMs !== undefined) {
      const message = `There was no answer within ${timeoutMs} ms: raise timeoutMs, or try again.`;
      timer = clock.setTimeout(() => stop(createError({ code: 'timeout', message })), timeoutMs);
    }
    work(controller.signal).then(resolve, reject).finally(settle);
  });
}

/** Waits; rejects as `within` does as soon as the signal is aborted. */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  let timer: unknown;
  const wait = () =>
    new Promise<void>((resolve) => {
      timer = clock.setTimeout(resolve, ms);
    });
  return within({ clock, signals: [signal] }, wait).finally(() => clock.clearTimeout(timer));
}
