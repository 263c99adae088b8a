import { type Presence, SERVER_LIMITS } from '@pulse-io/protocol';
import { type HintMessage, presenceTopic, roomTopic } from '../bus/topics.js';
import { toTimestamp } from '../clock.js';
import { ExpiryHeap } from './expiry-heap.js';
import { MemoryRooms } from './memory-rooms.js';
import type { Presences, PresencesDeps } from './presences.js';
import { Remembered } from './remembered.js';
import { PLAIN } from './seen.js';
import { type Settings, UserPresence } from './user-presence.js';

/** What has run out is noticed at the next multiple of this, so that many users share one timer. */
export const SWEEP_MS = 100;

/**
 * Presence in the memory of one process. A change is published when what others see has changed, and what is read is
 * what was last published. Users who have gone take no memory but the time of their last sight and what they have set,
 * each of 100,000 users; a restart forgets both.
 */
export function createMemoryPresences({ clock, bus, logger }: PresencesDeps): Presences {
  const projects = new Map<string, Map<string, UserPresence>>();
  const rooms = new MemoryRooms();
  const lastSeen = new Remembered<number>();
  const settings = new Remembered<Readonly<Settings>>();
  const heap = new ExpiryHeap<UserPresence>();
  let timer: { at: number; cancel: () => void } | null = null;

  function find(projectId: string, userId: string): UserPresence | undefined {
    return projects.get(projectId)?.get(userId);
  }

  function findOrAdd(projectId: string, userId: string): UserPresence {
    let users = projects.get(projectId);
    if (!users) {
      users = new Map();
      projects.set(projectId, users);
    }
    let user = users.get(userId);
    if (!user) {
      user = new UserPresence(
        ...([projectId, userId] as const),
        ...([lastSeen.take(projectId, userId), settings.take(projectId, userId)] as const),
      );
      users.set(userId, user);
    }
    return user;
  }

  function remove(user: UserPresence): void {
    heap.remove(user);
    const { projectId, userId, lastSeenAt, settings: kept } = user;
    const users = projects.get(projectId);
    users?.delete(userId);
    if (users?.size === 0) projects.delete(projectId);
    if (lastSeenAt !== null) lastSeen.remember(projectId, userId, lastSeenAt);
    if (kept) settings.remember(projectId, userId, kept);
  }

  /** Tells the world what has changed, and waits for what will. */
  function settle(user: UserPresence): Presence {
    const now = clock.now();
    const until = user.presentUntil();
    const { previous, presence, changed } = user.settle(now);
    const moves = rooms.move(user, user.seenIn(now), changed);
    if (until <= now) remove(user);
    else {
      const at = user.changesAt(now);
      if (user.heapIndex < 0 || at < user.due) heap.put(user, Math.ceil(at / SWEEP_MS) * SWEEP_MS);
    }
    if (changed) publish(presenceTopic(user.projectId), { kind: 'presence', presence, previous });
    for (const { roomId, change, count } of moves) {
      publish(roomTopic(user.projectId, roomId), { kind: 'room', change, presence, count });
    }
    return presence;
  }

  function publish(topic: string, message: HintMessage): void {
    try {
      bus.publish(topic, message);
    } catch (error) {
      logger.error('a change of presence could not be published', { error: String(error) });
    }
  }

  function settleAndArm(user: UserPresence): Presence {
    const presence = settle(user);
    arm();
    return presence;
  }

  function arm(): void {
    const { first } = heap;
    if (timer && first && timer.at <= first.due) return;
    timer?.cancel();
    timer = first ? { at: first.due, cancel: clock.setTimeout(sweep, first.due - clock.now()) } : null;
  }

  function sweep(): void {
    timer = null;
    for (let user = heap.first; user && user.due <= clock.now(); user = heap.first) {
      heap.remove(user);
      settle(user);
    }
    arm();
  }

  return {
    async hold(projectId, userId, lease) {
      const user = findOrAdd(projectId, userId);
      user.hold(lease, clock.now());
      settleAndArm(user);
    },
    async release(projectId, userId, leaseId) {
      const user = find(projectId, userId);
      user?.release(leaseId, clock.now());
      if (user) settleAndArm(user);
    },
    async set(projectId, userId, change) {
      const user = findOrAdd(projectId, userId);
      user.set(change, clock.now());
      return settleAndArm(user);
    },
    async get(projectId, userIds) {
      const now = clock.now();
      return userIds.map((userId) => {
        const user = find(projectId, userId);
        if (user) return user.view(now);
        const seenAt = lastSeen.recall(projectId, userId);
        const { status, ...plain } = PLAIN.offline;
        return { userId, status, lastSeenAt: seenAt === null ? null : toTimestamp(seenAt), ...plain };
      });
    },
    async getRoom(projectId, roomId) {
      const now = clock.now();
      const { count, users } = rooms.list(projectId, roomId);
      const members = users.map((user) => user.view(now));
      return { roomId, count, members, complete: count <= SERVER_LIMITS.roomMembers };
    },
    async close() {
      timer?.cancel();
      timer = null;
      projects.clear();
      rooms.clear();
      lastSeen.clear();
      settings.clear();
    },
  };
}
