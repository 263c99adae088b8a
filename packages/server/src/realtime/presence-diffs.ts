import type { Presence, PresenceDiff, RoomPresence, SubscribeOk } from '@pulse-io/protocol';
import type { Clock } from '../clock.js';
import { type Change, PendingDiff } from './pending-diff.js';

/** Changes within this time go out together. */
export const WINDOW_MS = 50;

/** The changes of presence that one socket waits for, by what it subscribed to. */
export class PresenceDiffs {
  readonly #clock: Clock;
  readonly #send: (diff: PresenceDiff) => void;
  readonly #congested: () => boolean;
  readonly #channels = new Map<string, PendingDiff>();
  #timer: { at: number; cancel: () => void } | null = null;
  #ver = 0;

  constructor(clock: Clock, { send, congested }: { send(diff: PresenceDiff): void; congested(): boolean }) {
    this.#clock = clock;
    this.#send = send;
    this.#congested = congested;
  }

  /** Takes changes of a channel from now on, afresh, and holds them until its answer. */
  open(channel: string): void {
    this.#channels.set(channel, new PendingDiff());
  }

  change(channel: string, change: Change): void {
    this.#channels.get(channel)?.add(change);
    this.#arm();
  }

  /** What was read, with what has changed since, as far as it fits a frame; the rest and diffs follow from here on. */
  answer(channel: string, read: readonly Presence[], used: number): Presence[] {
    const answer = this.#channels.get(channel)?.answer(read, used) ?? [];
    this.#arm();
    return answer;
  }

  /** The same for who is in a room, and how many they are where they are too many to be listed. */
  answerRoom(channel: string, room: RoomPresence, used: number): Pick<SubscribeOk, 'presence' | 'rest' | 'count'> {
    const answer = this.#channels.get(channel)?.answerRoom(room, used) ?? {};
    this.#arm();
    return answer;
  }

  close(channel: string): void {
    this.#channels.delete(channel);
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = null;
    this.#channels.clear();
  }

  #arm(): void {
    const now = this.#clock.now();
    if (this.#timer && this.#timer.at <= now + WINDOW_MS) return;
    const times = [...this.#channels.values()].flatMap((pending) => pending.readyAt() ?? []);
    if (times.length === 0) return;
    const at = Math.max(Math.min(...times), now + WINDOW_MS);
    if (this.#timer && this.#timer.at <= at) return;
    this.#timer?.cancel();
    this.#timer = { at, cancel: this.#clock.setTimeout(() => this.#flush(), at - now) };
  }

  #flush(): void {
    this.#timer = null;
    const now = this.#clock.now();
    for (const [ch, pending] of this.#channels) {
      // A consumer that lags gets the rest later, and of each user the last state alone.
      for (let part = this.#next(pending, now); part; part = this.#next(pending, now)) {
        this.#send({ ch, ver: ++this.#ver, ...part });
      }
    }
    this.#arm();
  }

  #next(pending: PendingDiff, now: number) {
    return this.#congested() ? null : pending.take(now);
  }
}
