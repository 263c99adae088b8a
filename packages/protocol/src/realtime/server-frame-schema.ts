import { z } from 'zod';
import { chatEventSchemas } from '../chat/event-schema.js';
import { ERRORS, type ErrorCode } from '../errors.js';
import { feedEventSchemas } from '../feeds/event-schema.js';
import { presenceSchema } from '../presence/schema.js';
import { identity, timestamp, ulid } from '../schema.js';
import { ch, id, nothing, offset, reactionSent, roomSignal } from './frame-parts.js';
import type { EventType, ServerFrame } from './frames.js';

const count = z.int().min(0);
const errorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]);

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
