import type { LinkPreview } from '@pulse-io/protocol';
import type { Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import type { FetchPage } from './fetch-page.js';
import { findLinks } from './find-links.js';
import { createHostQueue } from './host-queue.js';
import { createPreviewCache } from './preview-cache.js';

/** Previews of links, loaded beside the calls that post them: nobody waits for a stranger's server. */
export interface Previews {
  /** Null where a link has no preview: it cannot be fetched, says nothing, or too many wait. Never rejects. */
  load(url: string): Promise<LinkPreview | null>;
  /**
   * Loads previews of a text's links, at most 5, and calls back once where there is any; not after `close`. The text may have
   * been edited by then: the callback must look. What it rejects with is logged.
   */
  enqueue(text: string, onPreviews: (previews: LinkPreview[]) => Promise<void>): void;
  /** Ends fetches, and resolves when every callback has. */
  close(): Promise<void>;
}

interface PreviewOptions {
  fetchPage: FetchPage;
  clock: Clock;
  logger: Logger;
}

export function createPreviews({ fetchPage, clock, logger }: PreviewOptions): Previews {
  const cache = createPreviewCache(clock);
  const queue = createHostQueue(clock);
  const loading = new Map<string, Promise<LinkPreview | null>>();
  const tasks = new Set<Promise<void>>();
  const ending = new AbortController();

  async function fetchPreview(url: string): Promise<LinkPreview | null> {
    try {
      const page = await fetchPage(url, { signal: ending.signal });
      // Loaded with the first page: a start need not pay for a parser of HTML.
      const { readPreview } = await import('./read-preview.js');
      return readPreview(url, page);
    } catch {
      // Links to what is not there, or not for us, are daily business.
      return null;
    }
  }

  function loadOnce(url: string): Promise<LinkPreview | null> {
    const known = cache.get(url);
    if (known !== undefined) return Promise.resolve(known);
    const running = loading.get(url);
    if (running) return running;
    const load = new Promise<LinkPreview | null>((resolve) => {
      queue.add({
        host: new URL(url).host,
        async run() {
          const preview = await fetchPreview(url);
          if (!ending.signal.aborted) cache.set(url, preview);
          resolve(preview);
        },
        drop: () => resolve(null),
      });
    }).finally(() => loading.delete(url));
    loading.set(url, load);
    return load;
  }

  async function load(link: string): Promise<LinkPreview | null> {
    if (!URL.canParse(link)) return null;
    // What follows the # never reaches a server.
    const url = new URL(link);
    url.hash = '';
    const preview = await loadOnce(url.href);
    return preview && { ...preview, url: link };
  }

  async function work(links: string[], onPreviews: (previews: LinkPreview[]) => Promise<void>): Promise<void> {
    try {
      const previews = (await Promise.all(links.map(load))).filter((preview) => preview !== null);
      if (previews.length > 0 && !ending.signal.aborted) await onPreviews(previews);
    } catch (error) {
      logger.error('link previews were lost', { error: String(error) });
    }
  }

  return {
    load,
    enqueue(text, onPreviews) {
      const links = findLinks(text);
      if (links.length === 0) return;
      const task = work(links, onPreviews).finally(() => tasks.delete(task));
      tasks.add(task);
    },
    async close() {
      ending.abort();
      await queue.close();
      await Promise.all(tasks);
    },
  };
}

/** For a backend that was given no way to fetch pages. */
export const noPreviews: Previews = {
  load: async () => null,
  enqueue() {},
  async close() {},
};
