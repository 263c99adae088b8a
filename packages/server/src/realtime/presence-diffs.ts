import type { Presence, PresenceDiff, PresenceStatus } from '@pulse-io/protocol';
import type { Clock } from '../clock.js';

/** Changes within this time go out together. */
export const WINDOW_MS = 50;
/** Presences of one frame: with the longest user ids they stay below SERVER_LIMITS.frameBytes. */
const PER_FRAME = 200;

export interface Change {
  presence: Presence;
  previous: Presence;
}

interface Pending {
  presence: Presence;
  /** What the other side believes. */
  before: PresenceStatus;
}

/**
 * The changes of presence that one socket waits for, by what it subscribed to; of each user only the last state
 * is kept. What a channel answers is told first: until `answer` its changes are held back and go into the answer.
 */
export class PresenceDiffs {
  readonly #clock: Clock;
  readonly #send: (diff: PresenceDiff) => void;
  readonly #congested: () => boolean;
  readonly #channels = new Map<string, { held: boolean; changes: Map<string, Pending> }>();
  #cancel: (() => void) | null = null;
  #ver = 0;

  constructor(clock: Clock, { send, congested }: { send(diff: PresenceDiff): void; congested(): boolean }) {
    this.#clock = clock;
    this.#send = send;
    this.#congested = congested;
  }

  /** Takes changes of a channel from now on, afresh, and holds them until its answer. */
  open(channel: string): void {
    this.#channels.set(channel, { held: true, changes: new Map() });
  }

  change(channel: string, { presence, previous }: Change): void {
    const changes = this.#channels.get(channel)?.changes;
    if (!changes) return;
    const before = changes.get(presence.userId)?.before ?? previous.status;
    changes.set(presence.userId, { presence, before });
    this.#cancel ??= this.#clock.setTimeout(() => this.#flush(), WINDOW_MS);
  }

  /** What was read, with what has changed since; diffs follow from here on. */
  answer(channel: string, read: readonly Presence[]): Presence[] {
    const open = this.#channels.get(channel);
    const answer = read.map((presence) => open?.changes.get(presence.userId)?.presence ?? presence);
    if (open) this.#channels.set(channel, { held: false, changes: new Map() });
    return answer;
  }

  close(channel: string): void {
    this.#channels.delete(channel);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#channels.clear();
  }

  #flush(): void {
    this.#cancel = null;
    if (this.#congested()) {
      this.#cancel = this.#clock.setTimeout(() => this.#flush(), WINDOW_MS);
      return;
    }
    for (const [ch, { held, changes }] of this.#channels) {
      if (held || changes.size === 0) continue;
      const all = [...changes.values()];
      changes.clear();
      for (let at = 0; at < all.length; at += PER_FRAME) this.#sendDiff(ch, all.slice(at, at + PER_FRAME));
    }
  }

  #sendDiff(ch: string, changes: readonly Pending[]): void {
    const diff: PresenceDiff = { ch, ver: this.#ver + 1, join: [], leave: [], update: [] };
    for (const { presence, before } of changes) {
      const { status } = presence;
      if (status !== before)
        diff[before === 'offline' ? 'join' : status === 'offline' ? 'leave' : 'update'].push(presence);
      // Came and went within the window: only the time of the last sight has moved.
      else if (status === 'offline') diff.update.push(presence);
    }
    if (diff.join.length + diff.leave.length + diff.update.length === 0) return;
    this.#ver = diff.ver;
    this.#send(diff);
  }
}
