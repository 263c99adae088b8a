import { type Presence, type RoomPresence, SERVER_LIMITS, SERVER_TIMING } from '@pulse-io/protocol';
import { every } from '../../clock.js';
import { coalesce } from '../../coalesce.js';
import type { Lease, Presences, PresencesDeps } from '../../presence/presences.js';
import { UserPresence } from '../../presence/user-presence.js';
import { KeyedQueue } from './keyed-queue.js';
import { createPresenceKeys, userKey } from './keys.js';
import { unpackUser } from './packed-user.js';
import { runCommand, runScript } from './run-script.js';
import { CLAIM, READ, READ_ROOM } from './scripts.js';
import { loadUser, saveUser, type UserStoreDeps } from './user-store.js';

/** What has run out is noticed by the next multiple of this. */
export const SWEEP_MS = 100;
/** Users of each shard that one process looks after at a time: when another process dies, thousands run out at once. */
const CLAIM_USERS = 16;
/** Of a process that dies in a sweep others take over after this long. */
const CLAIM_MS = 5_000;
/** Users that are gone and still remembered, in each shard: 262,144 in all, some 300 bytes each. */
const REMEMBERED_USERS = 4_096;
/** More conflicts than this are not bad luck. */
const TRIES = 100;

export interface RedisPresencesOptions extends Omit<UserStoreDeps, 'keys' | 'rememberedUsers'> {
  prefix: string;
  /** Users that are gone and still remembered, in each of 64 shards; default 4,096. */
  rememberedUsers?: number;
}

/**
 * Presence in Redis, for all processes together. What a user is follows from the same rules as in memory; Redis keeps
 * it packed, and takes a change only if nobody else has changed the user meanwhile. Each process looks for what has
 * run out, whoever had it. Users who have gone are remembered, those gone longest forgotten first.
 */
export function createRedisPresences(
  { prefix, link, channelOf, encode, rememberedUsers = REMEMBERED_USERS }: RedisPresencesOptions,
  { clock, logger }: PresencesDeps,
): Presences {
  const keys = createPresenceKeys(prefix);
  const store = { link, keys, channelOf, encode, rememberedUsers };
  const queue = new KeyedQueue();
  /** What Redis was last told of the leases of this process: a heartbeat that says the same renews them alone. */
  const held = new Map<string, string>();
  let closed = false;

  function change(
    projectId: string,
    userId: string,
    act: (user: UserPresence, now: number) => void,
    due: readonly string[] = [],
  ): Promise<Presence> {
    return queue.run(userKey(projectId, userId), async () => {
      for (let tries = 0; tries < TRIES; tries++) {
        const loaded = await loadUser(store, projectId, userId);
        const now = clock.now();
        act(loaded.user, now);
        const presence = await saveUser(store, loaded, now, due);
        if (presence) return presence;
      }
      throw new Error(`${userId} was changed by others ${TRIES} times.`);
    });
  }

  /** Answers whether the lease was there to be renewed. */
  async function renew(user: string, leaseId: string): Promise<boolean> {
    const until = clock.now() + SERVER_TIMING.leaseMs;
    const renewed = await runCommand(link, (client) =>
      client.zAdd(keys.of(user).leases, { score: until, value: `${user}/${leaseId}` }, { condition: 'XX', CH: true }),
    );
    return renewed === 1;
  }

  async function hold(projectId: string, userId: string, lease: Lease): Promise<void> {
    const user = userKey(projectId, userId);
    const key = `${user}/${lease.id}`;
    const state = [lease.idle ? 1 : 0, ...lease.rooms].join(' ');
    if (held.get(key) === state && (await renew(user, lease.id))) return;
    held.delete(key);
    await change(projectId, userId, (presence, now) => presence.hold(lease, now));
    held.set(key, state);
  }

  /** Settles users of whom something has run out, until there is none. */
  const sweep = coalesce(async () => {
    try {
      while (!closed && link.client) {
        const due = await claim();
        if (due.size === 0) return;
        await Promise.all([...due].map(([user, members]) => settle(user, members)));
      }
    } catch (error) {
      if (!closed) logger.warn('what has run out of presence could not be settled', { error: String(error) });
    }
  });

  async function claim(): Promise<Map<string, string[]>> {
    const now = clock.now();
    const args = [now, now + CLAIM_MS, CLAIM_USERS].map(String);
    const members = (await runScript(link, CLAIM, [...keys.leases, ...keys.claims], args)) as string[];
    return Map.groupBy(members, (member) => member.slice(0, member.lastIndexOf('/')));
  }

  async function settle(user: string, members: readonly string[]): Promise<void> {
    const [projectId = '', userId = ''] = user.split('/');
    await change(projectId, userId, () => {}, members);
  }

  function view(projectId: string, userId: string, packed: string, now: number): Presence {
    const user =
      packed === ''
        ? new UserPresence(projectId, userId, null, null)
        : UserPresence.load(projectId, userId, unpackUser(packed));
    return user.view(now);
  }

  const stop = every(clock, SWEEP_MS, sweep);

  return {
    hold,
    async release(projectId, userId, leaseId) {
      held.delete(`${userKey(projectId, userId)}/${leaseId}`);
      await change(projectId, userId, (user, now) => user.release(leaseId, now));
    },
    set: (projectId, userId, wanted) => change(projectId, userId, (user, now) => user.set(wanted, now)),
    async get(projectId, userIds) {
      const users = userIds.map((userId) => userKey(projectId, userId));
      const buckets = users.map((user) => keys.of(user).users);
      const packed = (await runScript(link, READ, buckets, users)) as string[];
      const now = clock.now();
      return userIds.map((userId, at) => view(projectId, userId, packed[at] ?? '', now));
    },
    async getRoom(projectId, roomId): Promise<RoomPresence> {
      const { roomMembers, roomSample } = SERVER_LIMITS;
      const args = [userKey(projectId, ''), keys.users, `${roomMembers}`, `${roomSample}`];
      const read = await runScript(link, READ_ROOM, [keys.room(projectId, roomId)], args);
      const [count, userIds, packed] = read as [number, string[], string[]];
      const now = clock.now();
      const members = userIds.map((userId, at) => view(projectId, userId, packed[at] ?? '', now));
      return { roomId, count, members, complete: count <= roomMembers };
    },
    async close() {
      closed = true;
      stop();
      held.clear();
    },
  };
}
