// Taken before a test may replace them by fakes.
const { setTimeout, clearTimeout } = globalThis;

/** How long a matcher waits by default, in real time. */
export const PATIENCE_MS = 1_000;

/** Looks again with each change; true as soon as something holds, false when it does not in time. */
export function waitUntil(
  holds: () => boolean,
  onChange: (look: () => void) => () => void,
  timeoutMs: number,
): Promise<boolean> {
  if (holds()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (held: boolean) => {
      stop();
      clearTimeout(timer);
      resolve(held);
    };
    const stop = onChange(() => holds() && end(true));
    const timer = setTimeout(() => end(false), timeoutMs);
  });
}
