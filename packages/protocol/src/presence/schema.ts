import { z } from 'zod';
import { LIMITS, SERVER_LIMITS } from '../limits.js';
import { customOf, identity, line, roomId, timestamp } from '../schema.js';

const statusText = line(SERVER_LIMITS.statusChars);
const emoji = line(SERVER_LIMITS.emojiChars).min(1).nullable();
const expiresAt = timestamp.nullable();

export const customStatusSchema = z
  .strictObject({
    text: statusText,
    emoji,
    expiresAt: expiresAt.meta({ description: 'When it ends by itself; null if never.' }),
  })
  .meta({ id: 'CustomStatus', description: 'What a user says of itself, beside the status.' });

export const presenceActivitySchema = z
  .strictObject({
    type: z.string().regex(/^[a-z][a-z0-9_.-]{0,31}$/, 'must be 1–32 lower-case characters, such as listening'),
    text: line(SERVER_LIMITS.statusChars),
    custom: customOf(SERVER_LIMITS.presenceCustomBytes).exactOptional(),
  })
  .meta({ id: 'PresenceActivity', description: 'What a user does at the moment; it ends when the user goes offline.' });

export const presenceSchema = z
  .strictObject({
    userId: identity,
    status: z.enum(['online', 'away', 'busy', 'offline']).meta({ description: 'Invisible users are offline.' }),
    lastSeenAt: timestamp.nullable().meta({ description: 'When the user was last present; null if never.' }),
    customStatus: customStatusSchema.nullable().meta({ description: 'Null also while the user is offline.' }),
    activity: presenceActivitySchema.nullable(),
  })
  .meta({ id: 'Presence' });

export const roomPresenceSchema = z
  .strictObject({
    roomId,
    count: z.int().min(0).meta({ description: 'Everybody in the room but those who are invisible.' }),
    members: z.array(presenceSchema),
    complete: z.boolean().meta({ description: 'False when the members are a sample of a larger room.' }),
  })
  .meta({ id: 'RoomPresence' });

const userId = identity.optional().meta({ description: 'Needed with server credentials; else the caller itself.' });

const newCustomStatus = z
  .strictObject({
    text: statusText.default(''),
    emoji: emoji.default(null),
    expiresAt: expiresAt.default(null),
  })
  .refine(({ text, emoji }) => text !== '' || emoji !== null, 'must have a text or an emoji; null takes it away');

export const setOnlineBody = z.strictObject({
  userId,
  status: z
    .enum(['online', 'away', 'busy', 'invisible'])
    .optional()
    .meta({
      description:
        'Away, busy and invisible hold until another status is set, also while the user is gone; online goes back to ' +
        'what the sockets say. Left out: online, or with a customStatus what it was.',
    }),
  customStatus: newCustomStatus.nullable().optional().meta({ description: 'Left out: as it was. Null takes it away.' }),
});
export const setActivityBody = z.strictObject({ userId, activity: presenceActivitySchema.nullable() });
export const roomParams = z.strictObject({ roomId });
export const setOfflineBody = z.strictObject({ userId });
export const setTypingBody = z.strictObject({ userId, roomId, typing: z.boolean() });
export const typingSchema = z.strictObject({ roomId, userId: identity, typing: z.boolean() });
export const userParams = z.strictObject({ userId: identity });
const ids = z.array(identity).min(1).max(LIMITS.bulkUsers);
export const bulkQuery = z.strictObject({
  ids: z
    .string()
    .transform((list) => list.split(','))
    .pipe(ids),
});
export const bulkBody = z.strictObject({ ids });
export const bulkSchema = z.strictObject({ data: z.array(presenceSchema) });

export type Presence = z.infer<typeof presenceSchema>;
export type PresenceStatus = Presence['status'];
export type CustomStatus = z.infer<typeof customStatusSchema>;
export type NewCustomStatus = z.input<typeof newCustomStatus>;
export type PresenceActivity = z.infer<typeof presenceActivitySchema>;
/** What a user may be by its own word. */
export type ManualStatus = NonNullable<z.infer<typeof setOnlineBody>['status']>;
export type RoomPresence = z.infer<typeof roomPresenceSchema>;
export type Typing = z.infer<typeof typingSchema>;
