import type { LinkPreview } from '@pulse-io/protocol';
import type { Clock } from '../clock.js';

const MAX_SIZE = 1_000;
const PREVIEW_MS = 3_600_000;
/** Short, since a page that was down may be up again. */
const NOTHING_MS = 300_000;

export interface PreviewCache {
  /** Undefined when nothing is known, null when there was no preview. */
  get(url: string): LinkPreview | null | undefined;
  set(url: string, preview: LinkPreview | null): void;
}

/** The 1,000 previews used last, an hour each, and links without one for 5 minutes. */
export function createPreviewCache(clock: Clock): PreviewCache {
  const entries = new Map<string, { preview: LinkPreview | null; endsAt: number }>();
  return {
    get(url) {
      const entry = entries.get(url);
      entries.delete(url);
      if (!entry || entry.endsAt <= clock.now()) return undefined;
      entries.set(url, entry);
      return entry.preview;
    },
    set(url, preview) {
      entries.delete(url);
      entries.set(url, { preview, endsAt: clock.now() + (preview ? PREVIEW_MS : NOTHING_MS) });
      const oldest = entries.keys().next();
      if (entries.size > MAX_SIZE && !oldest.done) entries.delete(oldest.value);
    },
  };
}
