import { z } from 'zod';
import { CHANNEL_ID_PATTERN, FEED_PATTERN, IDENTITY_PATTERN, ROOM_PATTERN, ULID_PATTERN } from './ids.js';
import { LIMITS, SERVER_LIMITS } from './limits.js';
import { parseHttpUrl } from './links/parse-http-url.js';

export const identity = z
  .string()
  .regex(IDENTITY_PATTERN, 'must be 1–128 characters of A-Z a-z 0-9 _ . @ : -')
  .meta({ id: 'Identity', description: "A user's id in the app." });
export const roomId = z.string().regex(ROOM_PATTERN, 'must be 1–128 characters of A-Z a-z 0-9 _ . @ : -');
export const feedId = z
  .string()
  .regex(FEED_PATTERN, 'must be group:id, such as user:alice')
  .meta({ id: 'FeedId', description: 'A feed as group:id.' });
/** A feed, or a bare user id that stands for one of its feeds; an id with a colon in it needs its group written. */
export const feedOrUser = z.union([
  feedId,
  identity.regex(/^[^:]*$/, 'must be group:id, or a user id without a colon'),
]);
export const channelId = z.string().regex(CHANNEL_ID_PATTERN, 'must be 1–140 characters of A-Z a-z 0-9 _ . @ : -');
/** A name that people read: no control characters, and none that turn the direction of what follows. */
export const displayName = z
  .string()
  .trim()
  .min(1)
  .max(128)
  .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u, 'must have no control characters and no bidi controls');
export const ulid = z.string().regex(ULID_PATTERN, 'must be a ULID in lower case');
/** RFC 3339 in UTC with milliseconds. */
export const timestamp = z.iso.datetime({ precision: 3 }).meta({ id: 'Timestamp' });
/** An absolute http(s) address that shows what it is: no credentials, nothing invisible. */
export const httpUrl = z
  .string()
  .max(SERVER_LIMITS.urlChars, { abort: true })
  .refine(
    (text) => parseHttpUrl(text) !== null,
    'must be an http(s) address without credentials or invisible characters',
  )
  .meta({ format: 'uri' });

export const limit = z.coerce.number().int().min(1).max(LIMITS.pageMax).default(LIMITS.pageDefault);
export const cursor = z.string().min(1).max(1024);
export const pageQuery = z.strictObject({ limit, cursor: cursor.optional() });

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    data: z.array(item),
    next: z.string().nullable().meta({ description: 'The cursor of the next page; null at the end.' }),
  });

const depthOf = (value: unknown): number =>
  value !== null && typeof value === 'object'
    ? 1 + Object.values(value).reduce<number>((deepest, inner) => Math.max(deepest, depthOf(inner)), 0)
    : 0;

/** Data of the app's own, at most so many bytes as JSON and 8 levels deep. */
export const customOf = (bytes: number) =>
  z
    .record(z.string().min(1).max(128), z.json())
    .refine(
      (data) => depthOf(data) <= SERVER_LIMITS.customDepth,
      `must be at most ${SERVER_LIMITS.customDepth} levels deep`,
    )
    .refine(
      (data) => new TextEncoder().encode(JSON.stringify(data)).length <= bytes,
      `must be at most ${bytes} bytes as JSON`,
    )
    .meta({ description: `The app's own data: at most ${bytes / 1024} KiB as JSON and 8 levels deep.` });

export const custom = customOf(SERVER_LIMITS.customBytes);

/** Control characters, line separators, and the characters that turn the direction of what stands around them. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** A line of text that people are shown beside a name. */
export const line = (chars: number) =>
  z
    .string()
    .max(chars)
    .refine((text) => !UNSEEN.test(text), 'must not have control characters or characters that override direction');
