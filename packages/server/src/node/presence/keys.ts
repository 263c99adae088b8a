import { createHash } from 'node:crypto';

/** Hashes of packed users: with 100,000 users each stays small enough for Redis to keep it flat. */
export const BUCKETS = 1_024;
/** Sorted sets of what runs out; divides BUCKETS, so that a bucket's users are all in one. */
export const SHARDS = 64;

/** The names of everything that presence keeps in Redis. */
export interface PresenceKeys {
  /** What a bucket's name begins with: its number follows. */
  readonly users: string;
  readonly leases: readonly string[];
  readonly claims: readonly string[];
  of(user: string): UserKeys;
  room(projectId: string, roomId: string): string;
}

export interface UserKeys {
  /** A hash of packed users, by `<projectId>/<userId>`. */
  users: string;
  /** Sorted by when they run out: `<user>/<leaseId>`, and `<user>/` for what runs out besides leases. */
  leases: string;
  /** Sorted by when they went: users who are remembered. */
  gone: string;
  /** Sorted by until when: users that a process looks after because something of theirs has run out. */
  claims: string;
}

export function createPresenceKeys(prefix: string): PresenceKeys {
  const shards = (name: string) => Array.from({ length: SHARDS }, (_, shard) => `${prefix}presence:${name}:${shard}`);
  const users = `${prefix}presence:users:`;
  return {
    users,
    leases: shards('leases'),
    claims: shards('claims'),
    of(user) {
      const bucket = bucketOf(user);
      const shard = bucket % SHARDS;
      const key = (name: string) => `${prefix}presence:${name}:${shard}`;
      return { users: users + bucket, leases: key('leases'), gone: key('gone'), claims: key('claims') };
    },
    room: (projectId, roomId) => `${prefix}presence:room:${projectId}/${roomId}`,
  };
}

export const userKey = (projectId: string, userId: string): string => `${projectId}/${userId}`;

/** Of SHA-1, since Redis has it too: the first twelve bits, as `bucketOf` in scripts.ts. */
function bucketOf(user: string): number {
  const [first = 0, second = 0] = createHash('sha1').update(user).digest();
  return ((first << 4) | (second >> 4)) % BUCKETS;
}
