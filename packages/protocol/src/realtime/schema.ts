import { z } from 'zod';
import { chatEventSchemas } from '../chat/event-schema.js';
import { reactionKind } from '../chat/message-schema.js';
import { ERRORS, type ErrorCode } from '../errors.js';
import { feedEventSchemas } from '../feeds/event-schema.js';
import { LIMITS, SERVER_LIMITS } from '../limits.js';
import { presenceSchema } from '../presence/schema.js';
import { identity, timestamp, ulid } from '../schema.js';
import type { ClientFrame, EventType, ServerFrame } from './frames.js';

const id = z.int().min(0);
const ch = z.string().min(1).max(256);
const offset = z.int().min(0);
const nothing = z.strictObject({});
const roomSignal = z.enum(['typing_started', 'typing_stopped']);
const signalType = z.enum([...roomSignal.options, 'away', 'active']);
const reactionSent = { ch, type: z.literal('reaction_sent'), data: z.strictObject({ kind: reactionKind }) };
const count = z.int().min(0);
const errorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]);

/** Every frame that a client may send. */
export const clientFrameSchema = z.union([
  z.strictObject({
    id,
    connect: z.strictObject({
      key: z.string().regex(/^[\x21-\x7e]{1,256}$/, 'must be 1–256 visible ASCII characters'),
      token: z.string().min(1).max(SERVER_LIMITS.tokenChars).exactOptional(),
      secret: z.string().min(1).max(256).exactOptional(),
      sdk: z.string().max(64).exactOptional(),
      idle: z.boolean().exactOptional(),
    }),
  }),
  z.strictObject({ id, refresh: z.strictObject({ token: z.string().min(1).max(SERVER_LIMITS.tokenChars) }) }),
  z.strictObject({
    id,
    sub: z.strictObject({
      ch,
      recover: z.strictObject({ epoch: z.string().min(1).max(64), offset }).exactOptional(),
      presence: z.boolean().exactOptional(),
    }),
  }),
  z.strictObject({ id, unsub: z.strictObject({ ch }) }),
  z.strictObject({ id, watch: z.strictObject({ users: z.array(identity).max(LIMITS.bulkUsers) }) }),
  z.strictObject({
    id,
    signal: z.discriminatedUnion('type', [
      z.strictObject({ ch, type: signalType, data: nothing }),
      z.strictObject(reactionSent),
    ]),
  }),
  z.strictObject({ pong: nothing }),
]) satisfies z.ZodType<ClientFrame>;

const eventSchemas = { ...feedEventSchemas, ...chatEventSchemas };
const eventOf = <Type extends EventType>(type: Type) =>
  z.strictObject({
    ch,
    epoch: z.string(),
    offset: z.int().min(1),
    id: ulid,
    type: z.literal(type),
    ts: timestamp,
    data: eventSchemas[type],
  });

export const eventSchema = z.discriminatedUnion('type', [
  eventOf('feed.activity.added'),
  eventOf('feed.activity.removed'),
  eventOf('feed.follow.created'),
  eventOf('feed.follow.removed'),
  eventOf('chat.message.new'),
  eventOf('chat.message.updated'),
  eventOf('chat.message.deleted'),
  eventOf('chat.reaction.added'),
  eventOf('chat.reaction.removed'),
  eventOf('chat.read'),
  eventOf('chat.channel.updated'),
  eventOf('chat.member.added'),
  eventOf('chat.member.updated'),
  eventOf('chat.member.removed'),
  eventOf('user.banned'),
  eventOf('user.unbanned'),
  eventOf('user.muted'),
  eventOf('user.unmuted'),
  eventOf('chat.moderation'),
]);

const presences = z.array(presenceSchema);
const answerSchema = z.union([
  z.strictObject({
    session: z.string(),
    pingMs: z.int(),
    exp: timestamp.nullable(),
    now: timestamp,
    limits: z.strictObject({
      frameBytes: z.int(),
      channels: z.int(),
      framesPerSecond: z.int(),
      watchedUsers: z.int(),
    }),
  }),
  z.strictObject({ exp: timestamp }),
  z.strictObject({
    epoch: z.string(),
    offset,
    recovered: z.boolean(),
    events: z.array(eventSchema),
    presence: presences.exactOptional(),
    rest: count.exactOptional(),
    count: count.exactOptional(),
  }),
  z.strictObject({ presence: presences }),
  nothing,
]);

/** Every frame that a server sends. */
export const serverFrameSchema = z.union([
  z.strictObject({ re: id, ok: answerSchema }),
  z.strictObject({
    re: id,
    err: z.strictObject({
      code: errorCode,
      message: z.string(),
      retryable: z.boolean(),
      retryAfterMs: z.int().exactOptional(),
    }),
  }),
  z.strictObject({ ev: eventSchema }),
  z.strictObject({
    pres: z.strictObject({
      ch,
      ver: z.int(),
      ...{ join: presences, leave: presences, update: presences },
      rest: z.literal(true).exactOptional(),
      count: count.exactOptional(),
    }),
  }),
  z.strictObject({
    eph: z.discriminatedUnion('type', [
      z.strictObject({ ch, type: roomSignal, user: identity, data: nothing, ttlMs: z.int() }),
      z.strictObject({ ...reactionSent, user: identity, ttlMs: z.int() }),
    ]),
  }),
  z.strictObject({ unsubd: z.strictObject({ ch, code: errorCode }) }),
  z.strictObject({ ping: nothing }),
]) satisfies z.ZodType<ServerFrame>;
