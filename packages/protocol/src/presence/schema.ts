import { z } from 'zod';
import { LIMITS } from '../limits.js';
import { identity, roomId, timestamp } from '../schema.js';

export const presenceSchema = z
  .strictObject({
    userId: identity,
    status: z.enum(['online', 'away', 'busy', 'offline']),
    lastSeenAt: timestamp.nullable().meta({ description: 'When the user was last present; null if never.' }),
  })
  .meta({ id: 'Presence' });

const userId = identity.optional().meta({ description: 'Needed with server credentials; else the caller itself.' });

export const setOnlineBody = z.strictObject({
  userId,
  status: z.enum(['online', 'away', 'busy']).default('online'),
});
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
export type Typing = z.infer<typeof typingSchema>;
