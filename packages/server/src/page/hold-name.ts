/** A page that is reloaded may give back its lock only after the new one has begun. */
const WAIT_MS = 500;

/** Gives a name back; resolves when others can have it. */
export type ReleaseName = () => Promise<void>;

/** Takes a name for this page alone; null where another one has it. */
export function holdName(name: string): Promise<ReleaseName | null> {
  const { locks } = navigator;
  const waiting = new AbortController();
  return new Promise((resolve, reject) => {
    const hold = () =>
      new Promise<void>((release) => {
        clearInterval(timer);
        resolve(async () => {
          release();
          await held;
        });
      });
    const held = locks.request(name, { signal: waiting.signal }, hold);
    // A browser that is busy may answer late: only who is seen to have the name is waited for in vain.
    const timer = setInterval(async () => {
      const taken = (await locks.query()).held?.some((lock) => lock.name === name);
      if (taken) waiting.abort();
    }, WAIT_MS);
    held.catch((error) => {
      clearInterval(timer);
      if (waiting.signal.aborted) resolve(null);
      else reject(error);
    });
  });
}
