import { type HintMessage, presenceTopic, roomTopic } from '../../bus/topics.js';
import { diffRooms } from '../../presence/diff-rooms.js';
import { UserPresence } from '../../presence/user-presence.js';
import type { RedisLink } from '../redis-link.js';
import { type PresenceKeys, userKey } from './keys.js';
import { packUser, unpackUser } from './packed-user.js';
import { runScript } from './run-script.js';
import { LOAD, SAVE } from './scripts.js';

export interface UserStoreDeps {
  link: RedisLink;
  keys: PresenceKeys;
  /** The name of a topic's Redis channel. */
  channelOf(topic: string): string;
  /** What a message is on the wire. */
  encode(hint: HintMessage): string;
  /** Users that are gone and still remembered, in each shard. */
  rememberedUsers: number;
}

/** A user as it was when it was read, to be saved only if it still is. */
export interface LoadedUser {
  user: UserPresence;
  key: string;
  packed: string;
  scores: string[];
  /** When each lease ran out, by its id. */
  untils: ReadonlyMap<string, number>;
}

export async function loadUser(deps: UserStoreDeps, projectId: string, userId: string): Promise<LoadedUser> {
  const key = userKey(projectId, userId);
  const { users, leases } = deps.keys.of(key);
  const [packed, scores] = (await runScript(deps.link, LOAD, [users, leases], [key])) as [string, string[]];
  if (packed === '') {
    return { user: new UserPresence(projectId, userId, null, null), key, packed, scores, untils: new Map() };
  }
  const state = unpackUser(packed, scores.map(Number));
  const untils = new Map(state.leases.map(({ id, until }) => [id, until]));
  return { user: UserPresence.load(projectId, userId, state), key, packed, scores, untils };
}

/**
 * Settles a user as it is now, with what that tells the world, in one step; `due` are members of the leases that have
 * run out. Answers what others see, or null when somebody else has changed the user since it was loaded.
 */
export async function saveUser(deps: UserStoreDeps, loaded: LoadedUser, now: number, due: readonly string[]) {
  const { user, key, packed, scores } = loaded;
  const { projectId } = user;
  const { previous, presence, changed } = user.settle(now);
  const steps = diffRooms(user.rooms, user.seenIn(now), changed);
  user.rooms = user.seenIn(now);

  const messages = changed
    ? [deps.channelOf(presenceTopic(projectId)), deps.encode({ kind: 'presence', presence, previous }), '', '', '']
    : [];
  for (const { roomId, change } of steps) {
    const text = deps.encode({ kind: 'room', change, presence, count: 0 });
    // The count is known when the user has moved: the script writes it in the place of the 0, the last of the text.
    const at = text.lastIndexOf('0');
    messages.push(
      deps.channelOf(roomTopic(projectId, roomId)),
      text.slice(0, at),
      text.slice(at + 1),
      change,
      `${now}`,
    );
  }
  const { users, leases, gone, claims } = deps.keys.of(key);
  const rooms = steps.map(({ roomId }) => deps.keys.room(projectId, roomId));
  const goneAt = user.presentUntil() > now ? '' : `${user.lastSeenAt ?? now}`;
  const members = leaseChanges(loaded, now, due);
  const saved = await runScript(
    deps.link,
    SAVE,
    [users, leases, gone, claims, ...rooms],
    [
      ...[key, packed, scores.join(' '), pack(user, now), goneAt, `${deps.rememberedUsers}`, deps.keys.users],
      ...[`${members.size}`, ...[...members].flat(), ...messages],
    ],
  );
  return saved === 1 ? presence : null;
}

/** Nothing for one who is gone and of whom nothing is known. */
function pack(user: UserPresence, now: number): string {
  const state = user.save();
  const isKnown = user.presentUntil() > now || state.lastSeenAt !== null || state.settings !== null;
  if (!isKnown) return '';
  return packUser(user.presentUntil() > now ? state : { ...state, graceUntil: 0, graceIdle: false, handUntil: 0 });
}

/** What is to become of members of the leases: their score, or '' for those that go. */
function leaseChanges({ user, key, untils }: LoadedUser, now: number, due: readonly string[]): Map<string, string> {
  const members = new Map<string, string>();
  const memberOf = (leaseId: string) => `${key}/${leaseId}`;
  for (const member of due) members.set(member, '');
  for (const id of untils.keys()) members.set(memberOf(id), '');
  for (const { id, until } of user.save().leases) {
    if (untils.get(id) === until) members.delete(memberOf(id));
    else members.set(memberOf(id), `${until}`);
  }
  const timer = user.presentUntil() > now ? user.timerAt(now) : Number.POSITIVE_INFINITY;
  members.set(memberOf(''), Number.isFinite(timer) ? `${timer}` : '');
  return members;
}
