import type { Activity } from '@pulse-io/protocol';

const START = Date.parse('2026-01-01T00:00:00.000Z');

/** An activity of a feed, `ms` after the start of time. */
export const activityAt = (id: string, ms: number, feed = 'user:a'): Activity => ({
  id,
  feed,
  actor: 'user:a',
  verb: 'post',
  object: `object of ${id}`,
  time: new Date(START + ms).toISOString(),
  attachments: [],
  mentions: [],
  tags: [],
  custom: {},
});
