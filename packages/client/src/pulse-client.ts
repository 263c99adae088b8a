import { type Chat, openChat } from './chat/chat.js';
import { loadChat } from './chat/load-chat.js';
import { type PulseClientOptions, resolveConfig } from './config.js';
import { closedError, type PulseError } from './errors.js';
import { Feeds } from './feeds/feeds.js';
import { Outbox } from './outbox/outbox.js';
import { Presence } from './presence/presence.js';
import type { CheckedTypes, DefaultTypes } from './pulse-types.js';
import { devTokenProvider } from './tokens/dev-token-provider.js';
import { openTokens, type Tokens } from './tokens/tokens.js';
import { outboxes } from './trace.js';
import { Connection, type ConnectionEvents } from './transport/connection.js';
import type { ConnectionState } from './transport/connection-state.js';
import { Http } from './transport/http.js';
import { TokenSource } from './transport/token-source.js';

/** The realtime socket as an app sees it. */
export interface PulseConnection {
  readonly state: ConnectionState;
  /** Why the state is `failed`; null in every other one. */
  readonly error: PulseError | null;
  /** Returns the function that ends it. */
  on(name: 'state', listener: (...args: ConnectionEvents['state']) => void): () => void;
  /** From `failed` or `waiting`: tries at once. */
  retry(): void;
}

/**
 * The client of one project, as a backend (with `apiSecret`) or as one user (with `tokenProvider` or `token`).
 * Throws `invalid_config` when the options do not do.
 *
 * @example
 * const pulse = new PulseClient({ apiKey: 'pulse_key_dev', identity: 'alice' });
 * const feed = pulse.feeds.get('user:alice');
 * await feed.addActivity({ actor: 'user:alice', verb: 'post', object: 'Hello world!' });
 */
export class PulseClient<Types extends CheckedTypes<Types> = DefaultTypes> {
  /** User tokens, for backends. */
  readonly tokens: Tokens;
  readonly feeds: Feeds<Types>;
  readonly chat: Chat<Types>;
  readonly presence: Presence;
  /** The one realtime socket, opened by the first subscription. */
  readonly connection: PulseConnection;
  readonly #close: () => void;

  constructor(options: PulseClientOptions) {
    const config = resolveConfig(options);
    const { apiSecret, token, identity } = options;
    const isDev = identity !== undefined && !apiSecret && !token && !config.tokenProvider;
    const tokenProvider = isDev ? devTokenProvider({ ...options, identity }) : config.tokenProvider;
    const tokens = token || tokenProvider ? new TokenSource({ ...config, tokenProvider }) : null;
    const http = new Http(config, tokens, () => load());
    const connection = new Connection(config, tokens);
    const self = () => tokens?.identity;
    const authorize = async () => {
      await tokens?.get();
      return self();
    };
    const presence = new Presence({ config, http, connection, self });
    const outbox = new Outbox({
      config,
      http,
      identity: apiSecret ? undefined : (identity ?? tokens?.identity),
      authorize,
    });
    const chatDeps = { config, http, connection, outbox, self, authorize };
    const load = () => loadChat(chatDeps);
    connection.on('state', (state) => state === 'connected' && outbox.wake(true));
    this.tokens = openTokens(http, config.region);
    this.feeds = new Feeds(chatDeps);
    this.chat = openChat({ ...chatDeps, load }) as unknown as Chat<Types>;
    this.presence = presence;
    this.connection = connection;
    outboxes.set(this, outbox);
    this.#close = () => {
      connection.close();
      outbox.close();
      presence.close();
      http.close();
      tokens?.close(closedError());
    };
  }

  /** Ends the socket, every timer and every call under way (they reject with `closed`); it cannot be undone. */
  close(): void {
    this.#close();
  }
}
