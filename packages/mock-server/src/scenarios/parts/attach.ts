import type { Attachment } from '@pulse-io/protocol';
import { PICTURE_SIZE } from '../pictures/picture-size.js';
import type { SeedContext } from '../scenario.js';

/** A picture of the package as an attachment, which says in its title what it shows. */
export const attachPicture = (context: SeedContext, name: string, alt: string): Attachment => ({
  ...{ type: 'image', url: context.pictureUrl(name), title: alt, mimeType: 'image/svg+xml' },
  ...PICTURE_SIZE,
});

export const attachLink = (url: string, title: string): Attachment => ({ type: 'link', url, title });
