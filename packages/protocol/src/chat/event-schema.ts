import { z } from 'zod';
import { channelId, identity, timestamp, ulid } from '../schema.js';
import { channelSchema, memberSchema, readAnswerSchema, restrictionSchema } from './channel-schema.js';
import type { ChatEvents } from './events.js';
import { messageSchema, reactionKind, reactionSummarySchema } from './message-schema.js';

const parent = z.strictObject({ id: ulid, threadCount: z.int().min(0), lastReplyAt: timestamp.nullable() }).nullable();
const reaction = z.strictObject({
  channelId,
  messageId: ulid,
  userId: identity,
  kind: reactionKind,
  reactions: z.array(reactionSummarySchema),
});
const lifted = z.strictObject({ channelId, userId: identity });
const count = z.int().min(0);

export const chatEventSchemas = {
  'chat.message.new': z.strictObject({ message: messageSchema, parent }),
  'chat.message.updated': z.strictObject({ message: messageSchema }),
  'chat.message.deleted': z.strictObject({ message: messageSchema, parent, hard: z.boolean(), already: z.boolean() }),
  'chat.reaction.added': reaction,
  'chat.reaction.removed': reaction,
  'chat.read': z.strictObject({ channelId, ...readAnswerSchema.shape }),
  'chat.channel.updated': z.strictObject({ channelId, channel: channelSchema.nullable() }),
  'chat.member.added': z.strictObject({ channelId, member: memberSchema, memberCount: count }),
  'chat.member.updated': z.strictObject({ channelId, member: memberSchema }),
  'chat.member.removed': z.strictObject({ channelId, userId: identity, memberCount: count, open: z.boolean() }),
  'user.banned': restrictionSchema,
  'user.unbanned': lifted,
  'user.muted': restrictionSchema,
  'user.unmuted': lifted,
  'chat.moderation': z.strictObject({
    channelId,
    action: z.enum(['ban', 'unban', 'mute', 'unmute', 'shadow_ban', 'delete_message']),
    userId: identity,
    messageId: ulid.nullable(),
    by: identity.nullable(),
    reason: z.string().nullable(),
    expiresAt: timestamp.nullable(),
  }),
} satisfies { [Type in keyof ChatEvents]: z.ZodType<ChatEvents[Type]> };
