import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../lib/clock.js';
import type { Lifecycle, SleepReason, WakeReason } from '../transport/lifecycle.js';
import type { WebSocketLike } from '../transport/web-socket.js';
import type { Locks, TabChannel } from './shared-socket.js';

interface LockRequest {
  page: FakePage;
  signal: AbortSignal | undefined;
  granted(): Promise<void> | undefined;
  resolve(): void;
  reject(error: Error): void;
}

interface Lock {
  holder: LockRequest | null;
  queue: LockRequest[];
}

const abortError = () =>
  Object.assign(new Error('The lock was stolen or the request aborted.'), { name: 'AbortError' });

/** Web Locks and BroadcastChannels of one origin, over pages that may crash and freeze. */
export class FakeBrowser {
  readonly #locks = new Map<string, Lock>();
  readonly channels = new Map<string, Set<FakeChannel>>();
  /** Tasks of pages that run, and have not yet. */
  tasks = 0;

  /** Lets every page do what it has to do. */
  async settle(turns = 6): Promise<void> {
    for (let turn = 0; turn < turns || this.tasks > 0; turn++) await setImmediate();
  }

  request(name: string, steal: boolean, request: LockRequest): void {
    const lock = this.#locks.get(name) ?? { holder: null, queue: [] };
    this.#locks.set(name, lock);
    if (steal) {
      const { holder } = lock;
      lock.holder = null;
      holder?.page.post(() => holder.reject(abortError()));
      lock.queue.unshift(request);
    } else lock.queue.push(request);
    request.signal?.addEventListener('abort', () => {
      if (!lock.queue.includes(request)) return;
      lock.queue.splice(lock.queue.indexOf(request), 1);
      request.page.post(() => request.reject(abortError()));
    });
    this.#grant(lock);
  }

  /** A page is gone, and with it all that it held or waited for. */
  forget(page: FakePage): void {
    for (const lock of this.#locks.values()) {
      lock.queue = lock.queue.filter((request) => request.page !== page);
      if (lock.holder?.page === page) lock.holder = null;
      this.#grant(lock);
    }
    for (const channels of this.channels.values()) {
      for (const channel of channels) if (channel.page === page) channels.delete(channel);
    }
  }

  #grant(lock: Lock): void {
    const next = lock.holder ? undefined : lock.queue.shift();
    if (!next) return;
    lock.holder = next;
    // A frozen page is given the lock too, and does not know.
    next.page.post(() => {
      let held: Promise<void> | undefined;
      try {
        held = next.granted();
      } catch (error) {
        held = Promise.reject(error);
      }
      const release = () => {
        if (lock.holder !== next) return;
        lock.holder = null;
        this.#grant(lock);
      };
      Promise.resolve(held).then(
        () => {
          release();
          next.resolve();
        },
        (error: Error) => {
          release();
          next.reject(error);
        },
      );
    });
  }
}

class FakeChannel implements TabChannel {
  readonly page: FakePage;
  readonly #name: string;
  readonly #listeners: ((event: { data: unknown }) => void)[] = [];
  #closed = false;

  constructor(page: FakePage, name: string) {
    this.page = page;
    this.#name = name;
    const channels = page.browser.channels.get(name) ?? new Set();
    page.browser.channels.set(name, channels.add(this));
  }

  postMessage(message: unknown): void {
    if (this.#closed) throw new Error('The channel is closed.');
    for (const other of this.page.browser.channels.get(this.#name) ?? []) {
      if (other !== this) other.#deliver(structuredClone(message));
    }
  }

  addEventListener(_: 'message', listener: (event: { data: unknown }) => void): void {
    this.#listeners.push(listener);
  }

  close(): void {
    this.#closed = true;
    this.page.browser.channels.get(this.#name)?.delete(this);
  }

  #deliver(data: unknown): void {
    this.page.post(() => {
      if (!this.#closed) for (const listener of this.#listeners) listener({ data });
    });
  }
}

/** One tab: its tasks wait while it is frozen, and never run once it has crashed. */
export class FakePage {
  readonly browser: FakeBrowser;
  readonly #clock: Clock;
  readonly #wakers = new Set<(reason: WakeReason) => void>();
  readonly #sleepers = new Set<(reason: SleepReason) => void>();
  readonly #sockets = new Set<{ vanish(): void }>();
  #frozen: (() => void)[] | null = null;
  crashed = false;

  constructor(browser: FakeBrowser, clock: Clock) {
    this.browser = browser;
    this.#clock = clock;
  }

  get frozen(): boolean {
    return this.#frozen !== null;
  }

  /** A task of the page's event loop, after those that were posted before. */
  post(task: () => void): void {
    if (this.#frozen) {
      this.#frozen.push(task);
      return;
    }
    this.browser.tasks++;
    void setImmediate().then(() => {
      this.browser.tasks--;
      this.run(task);
    });
  }

  run(task: () => void): void {
    if (this.crashed) return;
    if (this.#frozen) this.#frozen.push(task);
    else task();
  }

  readonly locks: Locks = {
    request: (name, { signal, steal = false }, granted) =>
      new Promise((resolve, reject) => {
        const answer = { resolve: () => resolve(undefined), reject };
        this.browser.request(name, steal, { page: this, signal, granted, ...answer });
      }),
  };

  channel(name: string): TabChannel {
    return new FakeChannel(this, name);
  }

  readonly clock: Clock = {
    now: () => this.#clock.now(),
    setTimeout: (run, ms) => this.#clock.setTimeout(() => this.run(run), ms),
    clearTimeout: (timer) => this.#clock.clearTimeout(timer),
  };

  readonly lifecycle: Lifecycle = {
    onWake: (listener) => {
      this.#wakers.add(listener);
      return () => this.#wakers.delete(listener);
    },
    onSleep: (listener) => {
      this.#sleepers.add(listener);
      return () => this.#sleepers.delete(listener);
    },
  };

  /** A socket of this page goes with it. */
  keep<Socket extends WebSocketLike & { vanish(): void }>(socket: Socket): Socket {
    this.#sockets.add(socket);
    return socket;
  }

  /** Told or not, nothing of it runs until `thaw`. */
  freeze(told: boolean): void {
    if (told) this.run(() => [...this.#sleepers].map((listener) => listener('freeze')));
    this.#frozen ??= [];
  }

  thaw(told: boolean): void {
    const waiting = this.#frozen ?? [];
    this.#frozen = null;
    for (const task of waiting) this.post(task);
    if (told) this.post(() => [...this.#wakers].map((listener) => listener('resume')));
  }

  /** Ends the page, after `pagehide` where it has the time to say so. */
  end(told: boolean): void {
    if (told) this.freeze(true);
    this.crashed = true;
    for (const socket of this.#sockets) socket.vanish();
    this.browser.forget(this);
  }
}
