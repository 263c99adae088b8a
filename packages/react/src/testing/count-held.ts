import { vi } from 'vitest';

/** Whether the call is of a client or a component: of our code, and not of the backend in the page. */
function isOurs(): boolean {
  const callers = (new Error().stack ?? '').split('\n').filter((line) => line.includes('/src/'));
  const caller = callers.find((line) => !line.includes('count-held'));
  return caller !== undefined && !/packages\/(mock-)?server\//.test(caller);
}

/** Counts timers and window listeners of client and components that stand; the backend in the page has its own. */
export function countHeld() {
  const held = new Set<unknown>();
  const { setTimeout, clearTimeout, setInterval, clearInterval, addEventListener, removeEventListener } = globalThis;
  const hold = <T>(thing: T): T => {
    held.add(thing);
    return thing;
  };
  vi.stubGlobal('setTimeout', (run: () => void, ms?: number) => {
    if (!isOurs()) return setTimeout(run, ms);
    const timer = setTimeout(() => {
      held.delete(timer);
      run();
    }, ms);
    return hold(timer);
  });
  vi.stubGlobal('clearTimeout', (timer: number) => {
    held.delete(timer);
    clearTimeout(timer);
  });
  vi.stubGlobal('setInterval', (run: () => void, ms?: number) =>
    isOurs() ? hold(setInterval(run, ms)) : setInterval(run, ms),
  );
  vi.stubGlobal('clearInterval', (timer: number) => {
    held.delete(timer);
    clearInterval(timer);
  });
  vi.stubGlobal('addEventListener', (type: string, listener: EventListener, options?: AddEventListenerOptions) => {
    if (isOurs()) held.add(listener);
    addEventListener.call(globalThis, type, listener, options);
  });
  vi.stubGlobal('removeEventListener', (type: string, listener: EventListener, options?: EventListenerOptions) => {
    held.delete(listener);
    removeEventListener.call(globalThis, type, listener, options);
  });
  const restore = { setTimeout, clearTimeout, setInterval, clearInterval, addEventListener, removeEventListener };
  return { held, stop: () => Object.assign(globalThis, restore) };
}
