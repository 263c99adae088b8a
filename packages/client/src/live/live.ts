import type { AnyEvent, Ephemeral } from '@pulse-io/protocol';
import { type PulseError, toPulseError } from '../errors.js';
import type { Store } from '../lib/store.js';
import type { Connection } from '../transport/connection.js';

/** What everything live tells of itself. */
export interface LiveState {
  readonly status: string;
  readonly error: PulseError | null;
}

export interface LiveDeps<State extends LiveState> {
  readonly connection: Connection;
  /** The realtime channel that tells of every change. */
  readonly channel: string;
  /** What cannot be read, when it cannot. */
  readonly name: string;
  readonly state: Store<State>;
  /** Begins what goes beside the subscription; answers what ends it. */
  open(): () => void;
  /** Reads everything again; looks at the answer only while it is `current`. */
  read(current: () => boolean): Promise<void>;
  onEvent(event: AnyEvent): void;
  onSignal?(signal: Ephemeral): void;
  /** Events were missed for good; `onResync` follows when everything was read again. */
  onMissed?(): void;
  onResync(): void;
  /** The subscription ended, or the connection failed. */
  onRefused?(error: PulseError): void;
}

/** Keeps a state true while it is watched: subscribes, then reads, then applies what comes. */
export class Live<State extends LiveState> {
  readonly #deps: LiveDeps<State>;
  #watchers = 0;
  /** Counts the watches: what is read for an older one is not looked at. */
  #watch = 0;
  /** Events were lost for good, and nothing was read since. */
  #missed = false;
  /** Everything was read since the watch began, and since events were lost. */
  #fresh = false;
  #started: Promise<void> = Promise.resolve();
  #stop = () => {};
  /** Reads follow one another, so that each goes on from the one before. */
  #reading: Promise<unknown> = Promise.resolve();
  /** Those that have not begun, which whoever asks for the same joins. */
  readonly #waiting = new Map<string, Promise<void>>();

  constructor(deps: LiveDeps<State>) {
    this.#deps = deps;
  }

  get watched(): boolean {
    return this.#watchers > 0;
  }

  watch(): Promise<void> {
    if (this.#watchers++ === 0) this.#started = this.#begin();
    return this.#started;
  }

  unwatch(): void {
    if (this.#watchers === 0 || --this.#watchers > 0) return;
    this.#watch++;
    this.#waiting.clear();
    this.#stop();
    this.set({ status: 'idle', error: null } as Partial<State>);
  }

  /** Reads everything again. */
  refresh(): Promise<void> {
    return this.load('', (current) => this.#readAll(current));
  }

  /** Reads after what is being read already; `key` is what the same readings share. */
  load(key: string, read: (current: () => boolean) => Promise<void>): Promise<void> {
    const watch = this.#watch;
    const current = () => watch === this.#watch;
    if (!this.watched) return Promise.resolve();
    const run = async () => {
      if (!current()) return;
      this.#waiting.delete(key);
      try {
        // What goes on from an old state would make it look like the present one.
        if (key && !this.#fresh && this.#deps.state.getSnapshot().status === 'error') await this.#readAll(current);
        await read(current);
      } catch (cause) {
        if (!current()) return;
        const error = toPulseError(cause, 'network_error', `${this.#deps.name} could not be read.`);
        this.set({ status: 'error', error } as Partial<State>);
        throw error;
      }
    };
    let done = this.#waiting.get(key);
    if (!done) {
      done = this.#reading.then(run);
      this.#reading = done.catch(() => {});
      this.#waiting.set(key, done);
    }
    return done;
  }

  set(change: Partial<State>): void {
    const { state } = this.#deps;
    const before = state.getSnapshot();
    const names = Object.keys(change) as (keyof State)[];
    if (names.some((name) => change[name] !== before[name])) state.set({ ...before, ...change });
  }

  async #readAll(current: () => boolean): Promise<void> {
    await this.#deps.read(current);
    if (!current()) return;
    this.#fresh = true;
    if (!this.#missed) return;
    this.#missed = false;
    this.#deps.onResync();
  }

  #begin(): Promise<void> {
    const { connection, channel, open, onEvent, onSignal, onMissed, onRefused } = this.#deps;
    this.set({ status: 'loading', error: null } as Partial<State>);
    this.#missed = false;
    this.#fresh = false;
    const close = open();
    return new Promise((resolve, reject) => {
      let reads = 0;
      const read = () => {
        reads++;
        this.refresh().then(resolve, reject);
      };
      const end = connection.subscribe(channel, {
        onReady: read,
        onResync: () => {
          this.#missed = true;
          this.#fresh = false;
          onMissed?.();
          read();
        },
        onEvent,
        onSignal: (signal) => onSignal?.(signal),
        onError: (error) => {
          this.set({ status: 'error', error } as Partial<State>);
          onRefused?.(error);
          reject(error);
        },
      });
      // With no socket to be had just now, what HTTP can read is better than nothing; it is read again with the socket.
      const readAnyway = () => reads === 0 && connection.state === 'waiting' && read();
      const unlisten = connection.on('state', readAnyway);
      readAnyway();
      this.#stop = () => {
        end();
        unlisten();
        close();
        resolve();
      };
    });
  }
}
