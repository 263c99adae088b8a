import { z } from 'zod';
import { SERVER_LIMITS } from '../limits.js';
import { httpUrl } from '../schema.js';

const { previewTitleChars, previewDescriptionChars, previewSiteChars } = SERVER_LIMITS;

export const linkPreviewSchema = z
  .strictObject({
    url: httpUrl.meta({ description: 'The link as it stands in the text, its host in punycode.' }),
    title: z.string().min(1).max(previewTitleChars),
    description: z.string().min(1).max(previewDescriptionChars).nullable(),
    imageUrl: httpUrl
      .nullable()
      .meta({ description: 'A picture that the page names; it is on a server of its choice.' }),
    siteName: z.string().min(1).max(previewSiteChars).nullable(),
  })
  .meta({ id: 'LinkPreview', description: 'What a page says of itself, as plain text.' });

export type LinkPreview = z.infer<typeof linkPreviewSchema>;
