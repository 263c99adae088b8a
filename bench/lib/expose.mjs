import './cleanup.mjs';

/** CPU time of this process so far. */
function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Memory of this process after a collection. */
function residentKb() {
  globalThis.gc();
  return process.memoryUsage.rss() / 1000;
}

/** In a process started by `startWorker`: lets its parent call these functions, `cpuMs()` and `residentKb()`. */
export function expose(functions) {
  const all = { cpuMs, residentKb, ...functions };
  process.on('message', async ({ id, name, input }) => {
    try {
      process.send({ id, value: await all[name](input) });
    } catch (error) {
      process.send({ id, error: String(error?.stack ?? error) });
    }
  });
}
