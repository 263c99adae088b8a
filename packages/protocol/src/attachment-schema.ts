import { z } from 'zod';
import { httpUrl } from './schema.js';

const pixels = z.int().min(1).max(100_000);

/** A file, a picture or a link that goes with an activity or a message. */
export const attachmentSchema = z.strictObject({
  type: z.enum(['image', 'video', 'audio', 'file', 'link']),
  url: httpUrl,
  title: z.string().max(256).optional(),
  mimeType: z.string().max(128).optional(),
  size: z.int().min(0).optional().meta({ description: 'In bytes.' }),
  width: pixels.optional(),
  height: pixels.optional(),
});

export type Attachment = z.infer<typeof attachmentSchema>;
