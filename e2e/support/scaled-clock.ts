/** Time that runs so many times faster than the real one. */
export function scaledClock(factor: number) {
  const begun = Date.now();
  const real = performance.now();
  return {
    now: () => Math.round(begun + (performance.now() - real) * factor),
    setTimeout: (run: () => void, ms: number) => setTimeout(run, ms / factor),
    clearTimeout: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout | undefined),
  };
}

/** The same for a server, whose timers are taken back by a function. */
export function scaledServerClock(factor: number) {
  const { now, setTimeout: set, clearTimeout: clear } = scaledClock(factor);
  return {
    now,
    setTimeout: (run: () => void, ms: number) => {
      const timer = set(run, ms);
      return () => clear(timer);
    },
  };
}
