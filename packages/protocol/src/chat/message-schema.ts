import { z } from 'zod';
import { attachmentSchema } from '../attachment-schema.js';
import { SERVER_LIMITS } from '../limits.js';
import { linkPreviewSchema } from '../links/schema.js';
import { channelId, cursor, custom, identity, limit, pageOf, timestamp, ulid } from '../schema.js';

const asUser = identity.optional().meta({ description: 'With server credentials: who acts.' });

/** An emoji, or a word such as `like`. `.` and `..` are refused, since URLs cannot carry them. */
export const reactionKind = z
  .string()
  .regex(
    /^(?!\.{1,2}$)[^\s\p{Cc}\u202a-\u202e\u2066-\u2069]{1,64}$/u,
    'must be 1–64 characters without white space, such as 👍',
  );

export const reactionSummarySchema = z
  .strictObject({
    kind: reactionKind,
    count: z.int().min(1),
    userIds: z.array(identity).meta({ description: 'Those who reacted last, the newest first, 8 at most.' }),
  })
  .meta({ id: 'ReactionSummary' });

export const messageSchema = z
  .strictObject({
    id: ulid,
    channelId,
    userId: identity,
    text: z.string(),
    attachments: z.array(attachmentSchema),
    linkPreviews: z.array(linkPreviewSchema),
    mentions: z.array(identity),
    custom,
    replyTo: ulid.nullable().meta({ description: 'The message that this one answers, in the same list.' }),
    parentId: ulid.nullable().meta({ description: 'The message whose thread this one belongs to.' }),
    threadCount: z.int().min(0).meta({ description: 'Messages of its thread.' }),
    lastReplyAt: timestamp.nullable(),
    reactions: z.array(reactionSummarySchema).meta({ description: 'In the order in which the kinds came.' }),
    ownReactions: z
      .array(reactionKind)
      .optional()
      .meta({ description: 'The caller’s own; only in answers to a user.' }),
    pinnedAt: timestamp.nullable(),
    pinnedBy: identity.nullable(),
    createdAt: timestamp,
    editedAt: timestamp.nullable(),
    deletedAt: timestamp.nullable().meta({ description: 'Of a deleted message nothing is left but its place.' }),
    offset: z.int().min(0).meta({ description: 'Its place in the channel; ties go by id.' }),
    version: z.int().min(0).meta({ description: 'Offset of the event that changed it last; the higher one is newer.' }),
  })
  .meta({ id: 'Message' });

const content = {
  text: z.string().max(SERVER_LIMITS.textChars).optional(),
  attachments: z.array(attachmentSchema).max(10).optional(),
  mentions: z.array(identity).max(50).optional(),
  custom: custom.optional(),
};

export const sendMessageBody = z
  .strictObject({
    id: ulid.optional().meta({ description: 'Made by the client, so that a repeated call adds nothing.' }),
    ...content,
    replyTo: ulid.optional(),
    parentId: ulid.optional(),
    userId: asUser,
  })
  .meta({ id: 'NewMessage' });

export const updateMessageBody = z.strictObject({ ...content, userId: asUser });
export const actBody = z.strictObject({ userId: asUser });

/** A message by its id, or a place by its offset. */
const place = z.union([ulid, z.string().regex(/^\d{1,15}$/, 'must be a message id or an offset')]);
export const listMessagesQuery = z
  .strictObject({
    limit,
    cursor: cursor.optional(),
    before: place.optional().meta({ description: 'Older messages than this one.' }),
    after: place.optional().meta({ description: 'Newer messages than this one.' }),
    around: place.optional().meta({ description: 'This one, with as many older as newer ones.' }),
    parentId: ulid.optional().meta({ description: 'Those of a thread instead of those of the channel.' }),
    pinned: z.stringbool().default(false).meta({ description: 'True: only those that are pinned.' }),
    userId: asUser,
  })
  .refine(({ before, after, around, cursor: from }) => [before, after, around, from].filter(Boolean).length < 2, {
    message: 'takes one of before, after, around and cursor',
    path: ['before'],
  });

export const messagePage = z.strictObject({
  data: z.array(messageSchema).meta({ description: 'The newest first.' }),
  next: z.string().nullable().meta({ description: 'The cursor of older messages; null at the beginning.' }),
  previous: z.string().nullable().meta({ description: 'The cursor of newer messages; null at the end.' }),
});

export const messageParams = z.strictObject({ channelId, messageId: ulid });
export const deleteMessageQuery = z.strictObject({
  hard: z
    .stringbool()
    .default(false)
    .meta({ description: 'True: leaves neither its place nor its thread; for moderators.' }),
  userId: asUser,
});
export const reactBody = z.strictObject({ kind: reactionKind, userId: asUser });
export const reactionParams = z.strictObject({ channelId, messageId: ulid, kind: reactionKind });
export const reactionSchema = z
  .strictObject({ messageId: ulid, userId: identity, kind: reactionKind, createdAt: timestamp })
  .meta({ id: 'MessageReaction' });
export const reactionPage = pageOf(reactionSchema);
export const listReactionsQuery = z.strictObject({ limit, cursor: cursor.optional(), kind: reactionKind.optional() });
export const removedMessageSchema = z.strictObject({ id: ulid, removed: z.literal(true) });

export const searchMessagesQuery = z.strictObject({
  q: z.string().trim().min(1).max(256).meta({ description: 'Words; the last one may be unfinished.' }),
  channelId: channelId.optional(),
  from: identity.optional().meta({ description: 'Only messages of this user.' }),
  limit,
  cursor: cursor.optional(),
  userId: asUser,
});
export const searchPage = pageOf(messageSchema);

export type Message = z.infer<typeof messageSchema>;
export type NewMessage = z.infer<typeof sendMessageBody>;
export type MessageUpdate = z.infer<typeof updateMessageBody>;
export type MessagePage = z.infer<typeof messagePage>;
export type ReactionSummary = z.infer<typeof reactionSummarySchema>;
export type MessageReaction = z.infer<typeof reactionSchema>;
export type RemovedMessage = z.infer<typeof removedMessageSchema>;
