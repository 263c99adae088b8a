// Taken before a test may replace it by a fake.
const immediate = globalThis.setImmediate;

/** Calls back in a task of its own, as what comes over a network does; sooner than a timer could. */
export function nextTask(callback: () => void): void {
  if (immediate) {
    immediate(callback);
    return;
  }
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    callback();
  };
  port2.postMessage(null);
}
