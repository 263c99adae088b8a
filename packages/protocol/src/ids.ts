/** A user's own id in the app: 1–128 characters. `.` and `..` alone are refused, since URLs cannot carry them. */
export const IDENTITY_PATTERN = /^(?!\.{1,2}$)[A-Za-z0-9_.@:-]{1,128}$/;
/** A room's name, the same alphabet as an identity. */
export const ROOM_PATTERN = IDENTITY_PATTERN;
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
const RANDOM_CHARS = 16;

/**
 * A generator of ULIDs that never goes backwards: within a millisecond, and while the clock stands behind
 * its own past, the random part is counted up instead.
 */
export function createUlid({ now, random }: IdSource): () => string {
  let time = -1;
  let tail: number[] = [];
  return () => {
    const at = now();
    let carry = RANDOM_CHARS - 1;
    if (at <= time) {
      while (carry >= 0 && tail[carry] === 31) tail[carry--] = 0;
      if (carry >= 0) tail[carry] = (tail[carry] ?? 0) + 1;
    }
    // Past its last id a millisecond borrows from the next one.
    if (at > time || carry < 0) {
      time = Math.max(at, time + 1);
      tail = Array.from({ length: RANDOM_CHARS }, () => Math.floor(random() * 32));
    }
    let head = '';
    for (let rest = time, n = 0; n < 10; n++, rest = Math.floor(rest / 32)) head = CROCKFORD.charAt(rest % 32) + head;
    return head + tail.map((digit) => CROCKFORD.charAt(digit)).join('');
  };
}
