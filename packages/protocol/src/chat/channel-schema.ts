import { z } from 'zod';
import { LIMITS } from '../limits.js';
import { channelId, cursor, custom, displayName, identity, limit, pageOf, timestamp, ulid } from '../schema.js';
import { draftSchema } from './draft-schema.js';
import { messageSchema } from './message-schema.js';

export const channelType = z.enum(['messaging', 'livestream', 'team', 'dm']).meta({
  description:
    'messaging: any member adds others. team: moderators do. dm: its members never change. livestream: anybody in the project watches and writes.',
});
export const memberRole = z.enum(['owner', 'moderator', 'member']);

const reason = z.string().max(256);
const slowModeSeconds = z.int().min(0).max(86_400).meta({ description: "Between a user's messages; 0 for none." });
const blockList = z
  .array(z.string().trim().min(1).max(64))
  .max(500)
  .meta({ description: 'Words that no text and no title of an attachment may contain, whatever their case.' });

/** What everybody who sees a channel is told alike, and so what its events carry. */
const channelFields = {
  id: channelId,
  type: channelType,
  name: displayName.nullable(),
  custom,
  slowModeSeconds,
  frozen: z.boolean().meta({ description: 'Only moderators write.' }),
  memberCount: z.int().min(0),
  createdBy: identity.nullable().meta({ description: 'Null when a server made it in nobody’s name.' }),
  createdAt: timestamp,
  updatedAt: timestamp,
  lastMessageAt: timestamp.nullable().meta({ description: 'Of the newest message outside of threads.' }),
  version: z.int().min(0).meta({ description: 'Offset of the event that changed it last; the higher one is newer.' }),
};
export const channelSchema = z.strictObject(channelFields).meta({ id: 'ChatChannel' });

export const memberSchema = z
  .strictObject({ userId: identity, role: memberRole, joinedAt: timestamp })
  .meta({ id: 'ChannelMember' });

export const readSchema = z
  .strictObject({
    userId: identity,
    offset: z.int().min(0).meta({ description: 'Everything up to here was read.' }),
    readAt: timestamp,
  })
  .meta({ id: 'ChannelRead' });

export const channelViewSchema = z
  .strictObject({
    ...channelFields,
    members: z.array(memberSchema).meta({
      description: `In the order in which they joined: ${LIMITS.channelMembers} at most, 10 in a list of channels.`,
    }),
    read: z
      .array(readSchema)
      .meta({ description: 'How far these members and the caller have read; of a livestream the caller alone.' }),
    lastMessage: messageSchema.nullable(),
    membership: memberSchema.nullable().meta({ description: 'The caller’s own; null for a server.' }),
    unreadCount: z
      .int()
      .min(0)
      .meta({ description: `Exact up to ${LIMITS.unreadMax}, which stands for as many or more.` }),
    unreadMentions: z.int().min(0).meta({ description: 'Those of them that mention the caller.' }),
    mutedUntil: timestamp.nullable().meta({ description: 'Until then the caller may not write.' }),
    draft: draftSchema.nullable(),
    blockList: blockList.optional().meta({ description: 'Told to moderators and servers.' }),
    offset: z.int().min(0).meta({ description: 'The offset of chat:<id> that all of this speaks of.' }),
  })
  .meta({ id: 'ChatChannelView' });

const newMember = z.strictObject({ userId: identity, role: memberRole.optional() });
const newMembers = z.array(newMember).min(1).max(LIMITS.channelMembers);

export const createChannelBody = z
  .strictObject({
    id: channelId.optional().meta({
      description:
        'Made where it is left out; of a dm it follows from its members and begins with dm-, as no other does.',
    }),
    type: channelType,
    name: displayName.optional(),
    members: newMembers.optional().meta({ description: 'Beside the caller, who becomes the owner.' }),
    custom: custom.optional(),
    slowModeSeconds: slowModeSeconds.optional(),
    blockList: blockList.optional(),
    userId: identity.optional().meta({ description: 'With server credentials: who makes it.' }),
  })
  .meta({ id: 'NewChatChannel' });

export const updateChannelBody = z.strictObject({
  name: displayName.nullable().optional(),
  custom: custom.optional(),
  slowModeSeconds: slowModeSeconds.optional(),
  frozen: z.boolean().optional(),
  blockList: blockList.optional(),
});

export const channelSort = z.enum(['lastMessage', 'created', 'name']);
const userId = identity.optional().meta({ description: 'With server credentials: whose view.' });
export const channelParams = z.strictObject({ channelId });
export const asUserQuery = z.strictObject({ userId });
export const listChannelsQuery = z.strictObject({
  limit,
  cursor: cursor.optional(),
  type: channelType.optional(),
  name: displayName.optional().meta({ description: 'Part of the name, whatever its case.' }),
  frozen: z.stringbool().optional(),
  unread: z.stringbool().optional().meta({ description: 'Only those with, or without, unread messages.' }),
  joined: z
    .stringbool()
    .default(true)
    .meta({ description: 'False: the livestreams of the project instead of the channels of the user.' }),
  sort: channelSort.default('lastMessage'),
  userId,
});
export const memberParams = z.strictObject({ channelId, userId: identity });
export const addMembersBody = z.strictObject({ members: newMembers });
export const updateMemberBody = z.strictObject({ role: memberRole });
export const markReadBody = z.strictObject({
  messageId: ulid.optional().meta({ description: 'The newest message that was read; all of them where left out.' }),
  userId: identity.optional().meta({ description: 'With server credentials: who has read.' }),
});

/** A ban or a mute in one channel. */
export const restrictionSchema = z
  .strictObject({
    channelId,
    userId: identity,
    kind: z.enum(['ban', 'mute', 'shadow_ban']),
    by: identity.nullable().meta({ description: 'Null when a server did it.' }),
    reason: reason.nullable(),
    createdAt: timestamp,
    expiresAt: timestamp.nullable().meta({ description: 'Null: until it is lifted.' }),
  })
  .meta({ id: 'ChannelRestriction' });

const ttlSeconds = z.int().min(1).max(31_536_000);
export const banBody = z.strictObject({
  userId: identity,
  shadow: z
    .boolean()
    .default(false)
    .meta({ description: 'The user goes on writing, and nobody but moderators sees it.' }),
  reason: reason.optional(),
  ttlSeconds: ttlSeconds.optional(),
});
export const muteBody = z.strictObject({ userId: identity, reason: reason.optional(), ttlSeconds });
export const liftedSchema = z.strictObject({
  channelId,
  userId: identity,
  removed: z.boolean().meta({ description: 'False when there was nothing to lift.' }),
});

export const channelPage = pageOf(channelViewSchema);
export const memberPage = pageOf(memberSchema);
export const restrictionPage = pageOf(restrictionSchema);
export const addedMembersSchema = z.strictObject({ data: z.array(memberSchema) });
export const removedMemberSchema = z.strictObject({ channelId, userId: identity, removed: z.boolean() });
export const removedChannelSchema = z.strictObject({ id: channelId, removed: z.literal(true) });
export const readAnswerSchema = z.strictObject({
  ...readSchema.shape,
  unreadCount: z.int().min(0),
  unreadMentions: z.int().min(0),
  head: z.int().min(0).meta({ description: 'The offset of chat:<id> that the counts speak of.' }),
});

export type ChannelType = z.infer<typeof channelType>;
export type MemberRole = z.infer<typeof memberRole>;
export type ChatChannel = z.infer<typeof channelSchema>;
export type ChatChannelView = z.infer<typeof channelViewSchema>;
export type NewChatChannel = z.infer<typeof createChannelBody>;
export type ChatChannelUpdate = z.infer<typeof updateChannelBody>;
export type ChannelMember = z.infer<typeof memberSchema>;
export type ChannelRead = z.infer<typeof readSchema>;
export type ChannelReadAnswer = z.infer<typeof readAnswerSchema>;
export type ChannelRestriction = z.infer<typeof restrictionSchema>;
export type ChannelSort = z.infer<typeof channelSort>;
