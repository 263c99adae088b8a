/** Milliseconds since 1970 with fractions, comparable between the processes of one machine. */
export const wallClockMs = () => performance.timeOrigin + performance.now();

export const delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Milliseconds that `work` takes, with what it answers. */
export async function timed(work) {
  const begun = performance.now();
  const value = await work();
  return { ms: performance.now() - begun, value };
}

/** Calls `work` `count` times, `perSecond` a second whatever the calls take; resolves when all have ended. */
export async function paced(count, perSecond, work) {
  const begun = performance.now();
  const running = [];
  for (let n = 0; n < count; n++) {
    await delay(Math.max(0, begun + (n * 1000) / perSecond - performance.now()));
    running.push(work(n));
  }
  return Promise.all(running);
}
