import { z } from 'zod';
import { feedId, ulid } from '../schema.js';
import type { FeedEvents } from './events.js';
import { activitySchema, followSchema } from './schema.js';

export const feedEventSchemas = {
  'feed.activity.added': z.strictObject({ feed: feedId, activity: activitySchema }),
  'feed.activity.removed': z.strictObject({ feed: feedId, activityId: ulid }),
  'feed.follow.created': followSchema,
  'feed.follow.removed': followSchema.pick({ source: true, target: true }),
} satisfies { [Type in keyof FeedEvents]: z.ZodType<FeedEvents[Type]> };
