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
    : createError({ code: 'aborted', message: 'The call was aborted by its signal.', cause: signal.reason });

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
    const cleanups: (() => void)[] = [];
    const settle = () => {
      for (const cleanup of cleanups) cleanup();
    };
    const stop = (error: PulseError) => {
      settle();
      reject(error);
      controller.abort(error);
    };
    for (const signal of signals) {
      if (signal?.aborted) return stop(abortError(signal));
      const onAbort = () => signal && stop(abortError(signal));
      signal?.addEventListener('abort', onAbort);
      cleanups.push(() => signal?.removeEventListener('abort', onAbort));
    }
    if (timeoutMs !== undefined) {
      const message = `No answer came within ${timeoutMs} ms: try again, or raise timeoutMs.`;
      const timer = clock.setTimeout(() => stop(createError({ code: 'timeout', message, retryable: true })), timeoutMs);
      cleanups.push(() => clock.clearTimeout(timer));
    }
    work(controller.signal).then(resolve, reject).finally(settle);
  });
}

/** Waits; rejects with the signal's reason as soon as that is aborted. */
export const sleep = (clock: Clock, ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = clock.setTimeout(resolve, ms);
    const stop = () => {
      clock.clearTimeout(timer);
      reject(signal.reason);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
