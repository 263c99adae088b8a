/** An HTML page as it came, or the beginning of a long one. */
export interface FetchedPage {
  /** Where it was found in the end, after redirects. */
  url: string;
  /** The header `content-type`, or an empty text. */
  contentType: string;
  body: Uint8Array;
}

/**
 * Fetches the page of a link that somebody posted, and rejects where there is none. The address comes from strangers:
 * use `createFetchPage` of `@pulse-io/server/node`, which never reaches into a private network.
 */
export type FetchPage = (url: string, options: { signal: AbortSignal }) => Promise<FetchedPage>;
