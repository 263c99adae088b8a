import type { Clock } from '../clock.js';

/** Fetches that run at once in this process. */
const MAX_RUNNING = 4;
/** Fetches that wait; more are turned away. */
const MAX_WAITING = 500;
/** Of them for one host, so that nobody's links crowd out all others. */
const MAX_WAITING_OF_HOST = 20;
/** From one fetch of a host to the next, so that a busy chat is no attack on it. */
const SPACING_MS = 1_000;

interface Job {
  host: string;
  run(): Promise<void>;
  drop(): void;
}

export interface HostQueue {
  /** Runs `job.run`, which must not reject, when its turn comes; or calls `job.drop`: where too many wait, or at the end. */
  add(job: Job): void;
  /** Drops what waits, and resolves when nothing runs any more. */
  close(): Promise<void>;
}

/** Jobs in the order of their coming, but that a host's own are a second apart. */
export function createHostQueue(clock: Clock): HostQueue {
  const waiting: Job[] = [];
  const running = new Set<Promise<void>>();
  /** When a host may be asked again, in the order of these times. */
  const nextAt = new Map<string, number>();
  let cancelTimer = () => {};
  let closed = false;

  function forgetPast(): void {
    for (const [host, at] of nextAt) {
      if (at > clock.now()) return;
      nextAt.delete(host);
    }
  }

  function start(job: Job): void {
    nextAt.set(job.host, clock.now() + SPACING_MS);
    const run = job.run().finally(() => {
      running.delete(run);
      pump();
    });
    running.add(run);
  }

  function pump(): void {
    cancelTimer();
    forgetPast();
    while (running.size < MAX_RUNNING) {
      const at = waiting.findIndex(({ host }) => !nextAt.has(host));
      const [job] = at < 0 ? [] : waiting.splice(at, 1);
      if (!job) break;
      start(job);
    }
    const soonest = nextAt.values().next();
    if (waiting.length > 0 && running.size < MAX_RUNNING && !soonest.done) {
      cancelTimer = clock.setTimeout(pump, soonest.value - clock.now());
    }
  }

  return {
    add(job) {
      const ofHost = waiting.reduce((count, { host }) => count + (host === job.host ? 1 : 0), 0);
      if (closed || waiting.length >= MAX_WAITING || ofHost >= MAX_WAITING_OF_HOST) return job.drop();
      waiting.push(job);
      pump();
    },
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.drop();
      cancelTimer();
      await Promise.all(running);
    },
  };
}
