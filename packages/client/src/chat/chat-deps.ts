import type { FeedDeps } from '../feeds/feed-live.js';
import type { LateChat } from './live/open-chat.js';

export interface ChatDeps extends FeedDeps {
  /** The user that the client is. */
  self(): string | undefined;
  /** Gets a token and answers whose it is. Rejects with `token_provider_failed`. */
  authorize(): Promise<string | undefined>;
}

/** What the handles of chat are made with. */
export interface HandleDeps extends ChatDeps {
  /** Loads the rest of chat, once. */
  load(): Promise<LateChat>;
}
