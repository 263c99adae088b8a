import type { FetchPage } from '../links/fetch-page.js';
import type { SafeFetch } from './safe-fetch.js';

const PAGES = ['text/html', 'application/xhtml+xml'];
const HEADERS = {
  accept: PAGES.join(', '),
  'accept-language': 'en, *;q=0.5',
  'user-agent': 'PulseBot/1.0 (link previews)',
};

/**
 * Fetches the pages of posted links for `createBackend`: at most 512 KiB of HTML within 5 s, and never from a private
 * network. The default asks the public internet; a `SafeFetch` of your own may have other ports or another resolver.
 */
export function createFetchPage(safeFetch?: SafeFetch): FetchPage {
  let chosen = safeFetch;
  return async (url, { signal }) => {
    // Loaded with the first page: TLS alone is megabytes of a process that may never fetch one.
    chosen ??= (await import('./safe-fetch.js')).createSafeFetch();
    const { status, body, headers, url: foundAt } = await chosen(url, { headers: HEADERS, types: PAGES, signal });
    if (status !== 200) throw new Error(`The page was answered with ${status}.`);
    return { url: foundAt, contentType: headers.get('content-type') ?? '', body };
  };
}
