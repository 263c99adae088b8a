import { z } from 'zod';
import { attachmentSchema } from '../attachment-schema.js';
import { SERVER_LIMITS } from '../limits.js';
import { cursor, custom, feedId, feedOrUser, identity, limit, pageOf, timestamp, ulid } from '../schema.js';

/** A verb or a thing: `post`, `user:123`, or a few words of text. */
const term = z.string().min(1).max(1024);

const content = {
  actor: z.string().min(1).max(160).meta({ description: 'Who did it, as user:<identity> or a bare identity.' }),
  verb: z.string().regex(/^[a-z][a-z0-9_.-]{0,63}$/, 'must be 1–64 lower-case characters, such as post'),
  object: term,
  target: term.optional(),
  foreignId: z.string().min(1).max(256).optional().meta({ description: "The app's own id of this activity." }),
  text: z.string().max(SERVER_LIMITS.textChars).optional(),
};

export const activitySchema = z
  .strictObject({
    id: ulid,
    feed: feedId.meta({ description: 'The feed that it was added to.' }),
    ...content,
    time: timestamp.meta({ description: 'When the server took it; feeds are in this order, then by id.' }),
    attachments: z.array(attachmentSchema),
    mentions: z.array(identity),
    tags: z.array(z.string()),
    custom,
  })
  .meta({ id: 'Activity' });

export const addActivitySchema = z
  .strictObject({
    id: ulid.optional().meta({ description: 'Made by the client, so that a repeated call adds nothing.' }),
    ...content,
    time: timestamp.optional().meta({ description: 'Only with server credentials: places an older activity.' }),
    attachments: z.array(attachmentSchema).max(10).optional(),
    mentions: z.array(identity).max(50).optional(),
    tags: z.array(z.string().min(1).max(64)).max(20).optional(),
    custom: custom.optional(),
  })
  .meta({ id: 'NewActivity' });

export const followSchema = z
  .strictObject({
    source: feedId.meta({ description: 'The feed that follows.' }),
    target: feedId.meta({ description: 'The feed that is followed.' }),
    createdAt: timestamp,
  })
  .meta({ id: 'Follow' });

export const feedParams = z.strictObject({ feedId });
export const feedOrUserParams = z.strictObject({ feedId: feedOrUser });
export const activityParams = z.strictObject({ feedId, activityId: ulid });
export const listActivitiesQuery = z.strictObject({
  limit,
  cursor: cursor.optional(),
  ranking: z.enum(['chronological']).default('chronological'),
});
export const followBody = z.strictObject({ target: feedOrUser });
export const activityPage = pageOf(activitySchema);
export const followPage = pageOf(followSchema);
export const removedActivitySchema = z.strictObject({ id: ulid, removed: z.literal(true) });
export const unfollowedSchema = z.strictObject({
  source: feedId,
  target: feedId,
  removed: z.boolean().meta({ description: 'False when there was nothing to end.' }),
});

export type Activity = z.infer<typeof activitySchema>;
export type NewActivity = z.infer<typeof addActivitySchema>;
export type Follow = z.infer<typeof followSchema>;
export type RemovedActivity = z.infer<typeof removedActivitySchema>;
export type Unfollowed = z.infer<typeof unfollowedSchema>;
export type Ranking = z.infer<typeof listActivitiesQuery>['ranking'];
