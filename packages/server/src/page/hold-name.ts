/** A page that is reloaded may give back its lock only after the new one has begun. */
const WAIT_MS = 500;

/** Gives a name back; resolves when others can have it. */
export type ReleaseName = () => Promise<void>;

/** Takes a name for this page alone; null where another one has it. */
export function holdName(name: string): Promise<ReleaseName | null> {
  return new Promise((resolve, reject) => {
    const hold = () =>
      new Promise<void>((release) => {
        resolve(async () => {
          release();
          await held;
        });
      });
    const held = navigator.locks.request(name, { signal: AbortSignal.timeout(WAIT_MS) }, hold);
    held.catch((error) => {
      if (error instanceof DOMException && error.name === 'TimeoutError') resolve(null);
      else reject(error);
    });
  });
}
