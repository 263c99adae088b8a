import type { CustomStatus, PresenceActivity, PresenceStatus } from '@pulse-io/protocol';
import { PLAIN, type Seen } from '../../presence/seen.js';
import type { Settings, UserState } from '../../presence/user-presence.js';

/** A user as Redis keeps it: what is usual is left out, since there are many of them. */
interface Packed {
  /** As the world was told; left out: online, with nothing else to say. */
  t?: PresenceStatus | Seen;
  /** The rooms in which the world was told that the user is. */
  r?: readonly string[];
  /** When it went. */
  s?: number;
  /** Of leases that are idle or in rooms: 1 for idle, and the rooms; 0 for a lease that is neither. */
  l?: (0 | [idle: 0 | 1, ...rooms: string[]])[];
  m?: Settings['manual'];
  c?: CustomStatus;
  a?: PresenceActivity;
  /** 1: offline by hand. */
  o?: 1;
  /** The grace ends then; negative when its socket was idle. */
  g?: number;
  /** The lease by hand ends then. */
  h?: number;
}

/** A line of the leases' ids, for the scripts, and the rest as JSON. */
export function packUser(state: UserState): string {
  const { told, rooms, lastSeenAt, leases, settings, activity, gone, graceUntil, graceIdle, handUntil } = state;
  const packed: Packed = {
    ...(told === PLAIN.online ? {} : { t: told === PLAIN[told.status] ? told.status : told }),
    ...(rooms.length > 0 && { r: rooms }),
    ...(lastSeenAt !== null && { s: lastSeenAt }),
    ...(leases.some(({ idle, rooms }) => idle || rooms.length > 0) && { l: leases.map(packLease) }),
    ...(settings?.manual && { m: settings.manual }),
    ...(settings?.customStatus && { c: settings.customStatus }),
    ...(activity && { a: activity }),
    ...(gone && { o: 1 as const }),
    ...(graceUntil > 0 && { g: graceIdle ? -graceUntil : graceUntil }),
    ...(handUntil > 0 && { h: handUntil }),
  };
  return `${leases.map(({ id }) => id).join(' ')}\n${JSON.stringify(packed)}`;
}

/** `untils` are when the leases run out, in the order of their ids. */
export function unpackUser(packed: string, untils: readonly number[] = []): UserState {
  const end = packed.indexOf('\n');
  const ids = packed.slice(0, end).split(' ').filter(Boolean);
  const { t = 'online', r = [], s, l, m, c, a, o, g = 0, h = 0 }: Packed = JSON.parse(packed.slice(end + 1));
  return {
    told: typeof t === 'string' ? PLAIN[t] : t,
    rooms: r,
    lastSeenAt: s ?? null,
    leases: ids.map((id, at) => {
      const [idle, ...rooms] = l?.[at] || [0 as const];
      return { id, until: untils[at] ?? 0, idle: idle === 1, rooms };
    }),
    settings: m || c ? { manual: m ?? null, customStatus: c ?? null } : null,
    activity: a ?? null,
    gone: o === 1,
    graceUntil: Math.abs(g),
    graceIdle: g < 0,
    handUntil: h,
  };
}

const packLease = ({ idle, rooms }: UserState['leases'][number]): 0 | [0 | 1, ...string[]] =>
  idle || rooms.length > 0 ? [idle ? 1 : 0, ...rooms] : 0;
