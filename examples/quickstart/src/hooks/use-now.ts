import { useSyncExternalStore } from 'react';

const STEP_MS = 10_000;
let now = Date.now();

function subscribe(listener: () => void): () => void {
  now = Date.now();
  const timer = setInterval(() => {
    now = Date.now();
    listener();
  }, STEP_MS);
  return () => clearInterval(timer);
}

/** The time in milliseconds since 1970, renewed every ten seconds. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
