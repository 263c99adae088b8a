import { z } from 'zod';
import { attachmentSchema } from '../attachment-schema.js';
import { SERVER_LIMITS } from '../limits.js';
import { identity, timestamp, ulid } from '../schema.js';

const content = {
  text: z.string().max(SERVER_LIMITS.textChars),
  replyTo: ulid.optional(),
  attachments: z.array(attachmentSchema).max(10).optional(),
};

/** What a user has begun to write in a channel; seen by nobody else. */
export const draftSchema = z.strictObject({ ...content, updatedAt: timestamp }).meta({ id: 'Draft' });

export const saveDraftBody = z.strictObject({
  ...content,
  userId: identity.optional().meta({ description: 'With server credentials: whose draft.' }),
});
export const removedDraftSchema = z.strictObject({ removed: z.boolean() });

export type Draft = z.infer<typeof draftSchema>;
