import { type LinkPreview, parseHttpUrl, SERVER_LIMITS } from '@pulse-io/protocol';
import { decodeHtml } from './decode-html.js';
import type { FetchedPage } from './fetch-page.js';
import { type PageHead, readPageHead } from './read-page-head.js';
import { toSafeText } from './safe-text.js';

const TITLES = ['og:title', 'twitter:title'];
const DESCRIPTIONS = ['og:description', 'twitter:description', 'description'];
const SITES = ['og:site_name', 'application-name'];
const IMAGES = ['og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'];
const ICONS = ['image_src', 'apple-touch-icon', 'icon'];

/**
 * Reads what a page says of itself (OpenGraph, Twitter cards, plain HTML), as the preview of the link that led to it.
 * Null for a page without a title.
 */
export function readPreview(link: string, page: FetchedPage): LinkPreview | null {
  const head = readPageHead(decodeHtml(page.body, page.contentType));
  const say = (names: readonly string[], maxChars: number, otherwise = ''): string | null =>
    [...names.map((name) => head.meta.get(name) ?? ''), otherwise]
      .map((text) => toSafeText(text, maxChars))
      .find((text) => text !== '') ?? null;
  const title = say(TITLES, SERVER_LIMITS.previewTitleChars, head.title);
  if (title === null) return null;
  return {
    url: link,
    title,
    description: say(DESCRIPTIONS, SERVER_LIMITS.previewDescriptionChars),
    imageUrl: findImage(head, page.url),
    siteName: say(SITES, SERVER_LIMITS.previewSiteChars),
  };
}

function findImage({ base, meta, links }: PageHead, pageUrl: string): string | null {
  const from = base !== undefined && URL.canParse(base, pageUrl) ? new URL(base, pageUrl).href : pageUrl;
  for (const written of [...IMAGES.map((name) => meta.get(name)), ...ICONS.map((rel) => links.get(rel))]) {
    if (written === undefined || !URL.canParse(written, from)) continue;
    const image = parseHttpUrl(new URL(written, from).href);
    if (!image || image.href.length > SERVER_LIMITS.urlChars) continue;
    if (image.host === new URL(pageUrl).host || isPublicName(image.hostname)) return image.href;
  }
  return null;
}

/**
 * The viewers' own browsers load the picture: a page must not make them call devices in their networks, so a foreign
 * picture's host has a public name.
 */
const isPublicName = (host: string): boolean =>
  /[^.]\.[a-z][a-z0-9-]*\.?$/.test(host) && !/\.(?:local|localhost|internal|lan|home|arpa)\.?$/.test(host);
