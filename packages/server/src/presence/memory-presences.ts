import type { Presence } from '@pulse-io/protocol';
import type { Bus } from '../bus/bus.js';
import { presenceTopic } from '../bus/topics.js';
import { type Clock, toTimestamp } from '../clock.js';
import type { Logger } from '../logger.js';
import { ExpiryHeap } from './expiry-heap.js';
import { LastSeen } from './last-seen.js';
import type { Presences } from './presences.js';
import { UserPresence } from './user-presence.js';

/** What has run out is noticed at the next multiple of this, so that many users share one timer. */
export const SWEEP_MS = 100;

export interface MemoryPresencesDeps {
  clock: Clock;
  bus: Bus;
  logger: Logger;
}

/**
 * Presence in the memory of one process. A change is published when the status that others see has changed, and
 * what is read is what was last published. Users who have gone take no memory but the time of their last sight.
 */
export function createMemoryPresences({ clock, bus, logger }: MemoryPresencesDeps): Presences {
  const projects = new Map<string, Map<string, UserPresence>>();
  const lastSeen = new LastSeen();
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
      user = new UserPresence(projectId, userId, lastSeen.take(projectId, userId));
      users.set(userId, user);
    }
    return user;
  }

  function remove(user: UserPresence): void {
    heap.remove(user);
    const users = projects.get(user.projectId);
    users?.delete(user.userId);
    if (users?.size === 0) projects.delete(user.projectId);
    if (user.lastSeenAt !== null) lastSeen.remember(user.projectId, user.userId, user.lastSeenAt);
  }

  /** Tells the world what has changed, and waits for what will. */
  function settle(user: UserPresence): Presence {
    const now = clock.now();
    const until = user.presentUntil();
    const status = user.visible(now);
    const previous = user.view(now);
    const changed = status !== user.status;
    if (changed && status === 'offline') user.lastSeenAt = until > 0 && until < now ? until : now;
    user.status = status;
    const presence = user.view(now);
    if (until <= now) remove(user);
    else if (user.heapIndex < 0 || until < user.due) heap.put(user, Math.ceil(until / SWEEP_MS) * SWEEP_MS);
    if (changed) publish(user.projectId, presence, previous);
    return presence;
  }

  function publish(projectId: string, presence: Presence, previous: Presence): void {
    try {
      bus.publish(presenceTopic(projectId), { kind: 'presence', presence, previous });
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
    async hold(projectId, userId, leaseId) {
      const user = findOrAdd(projectId, userId);
      user.hold(leaseId, clock.now());
      settleAndArm(user);
    },
    async release(projectId, userId, leaseId) {
      const user = find(projectId, userId);
      user?.release(leaseId, clock.now());
      if (user) settleAndArm(user);
    },
    async set(projectId, userId, status) {
      const user = findOrAdd(projectId, userId);
      user.set(status, clock.now());
      return settleAndArm(user);
    },
    async get(projectId, userIds) {
      const now = clock.now();
      return userIds.map((userId) => {
        const user = find(projectId, userId);
        if (user) return user.view(now);
        const seenAt = lastSeen.recall(projectId, userId);
        return { userId, status: 'offline', lastSeenAt: seenAt === null ? null : toTimestamp(seenAt) };
      });
    },
    async close() {
      timer?.cancel();
      timer = null;
      projects.clear();
      lastSeen.clear();
    },
  };
}
