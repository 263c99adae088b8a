/** A user's own id in the app: 1–128 characters. `.` and `..` alone are refused, since URLs cannot carry them. */
export const IDENTITY_PATTERN = /^(?!\.{1,2}$)[A-Za-z0-9_.@:-]{1,128}$/;
/** A room's name, the same alphabet as an identity. */
export const ROOM_PATTERN = IDENTITY_PATTERN;
/** A chat channel's id: the same alphabet, with room for a prefix before a room's name (`room-<roomName>`). */
export const CHANNEL_ID_PATTERN = /^(?!\.{1,2}$)[A-Za-z0-9_.@:-]{1,140}$/;
/** `group:id`, the group being 1–32 lower-case characters and the id an identity. */
export const FEED_PATTERN = /^[a-z][a-z0-9_-]{0,31}:[A-Za-z0-9_.@:-]{1,128}$/;
/** A ULID (github.com/ulid/spec) in lower case: 48 bits of milliseconds, 80 of randomness; sorts by time. */
export const ULID_PATTERN = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

export interface FeedName {
  group: string;
  id: string;
}

/** Splits `group:id` at the first colon; a name without a group is null. */
export function parseFeedId(feedId: string): FeedName | null {
  const colon = feedId.indexOf(':');
  return colon < 1 ? null : { group: feedId.slice(0, colon), id: feedId.slice(colon + 1) };
}

/** Adds the group to a bare user id: `alice` with group `timeline` is `timeline:alice`. */
export function withGroup(feedIdOrUser: string, group: string): string {
  return feedIdOrUser.includes(':') ? feedIdOrUser : `${group}:${feedIdOrUser}`;
}

export interface IdSource {
  /** The present, in milliseconds since 1970. */
  now(): number;
  /** Uniform in [0, 1). */
  random(): number;
}

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';

const write = (length: number, digitAt: (at: number) => number): string =>
  Array.from({ length }, (_, at) => CROCKFORD.charAt(digitAt(at))).join('');

/** The next number of a text in base 32. */
const countUp = (id: string): string =>
  id.replace(/[^z]z*$/, (end) => CROCKFORD.charAt(CROCKFORD.indexOf(end.charAt(0)) + 1) + '0'.repeat(end.length - 1));

/**
 * A generator of ULIDs that never goes backwards: within a millisecond, and while the clock stands behind
 * its own past, the last id is counted up instead.
 */
export function createUlid({ now, random }: IdSource): () => string {
  let last = '';
  return () => {
    const ms = now();
    const time = write(10, (at) => Math.floor(ms / 32 ** (9 - at)) % 32);
    last = time > last.slice(0, 10) ? time + write(16, () => Math.floor(random() * 32)) : countUp(last);
    return last;
  };
}
