import { ApiError } from '../api-error.js';
import type { Logger } from '../logger.js';

/** A Redis that does not take a connection or answer by then is as good as gone. */
const ANSWER_MS = 5_000;
/** A network that swallows everything closes no connection: silence is found out by asking. */
const PING_MS = 5_000;
/** Full jitter, so that many processes do not return to a Redis that has just started all at once. */
const RETRY_MS = { first: 50, max: 2_000 };
/** Commands that may wait for an answer: beyond it Redis does not keep up, and memory is worth more than hints. */
const WAITING_COMMANDS = 100_000;

const createClient = (redis: typeof import('redis'), url: string, name: string) =>
  redis.createClient({
    url,
    name,
    disableOfflineQueue: true,
    commandsQueueMaxLength: WAITING_COMMANDS,
    maintNotifications: 'disabled',
    socket: { connectTimeout: ANSWER_MS, reconnectStrategy: false },
  });

export type RedisClient = ReturnType<typeof createClient>;

export interface RedisLinkOptions {
  url: string;
  /** With the purpose the connection's name in CLIENT LIST. */
  prefix: string;
  /** What the connection is for, as the log names it. */
  purpose: string;
  logger: Logger;
  /** Makes a new connection ready before anybody may use it; a rejection ends it. */
  prepare?(client: RedisClient): Promise<void>;
  /** Called with each connection after the first. */
  onReturn?(): void;
}

/** One connection to Redis that is made anew whenever it is lost. */
export interface RedisLink {
  /** Null while there is no connection. */
  readonly client: RedisClient | null;
  /** Waits for a connection, 5 s at most; rejects with `storage_unavailable`. */
  ready(): Promise<RedisClient>;
  close(): Promise<void>;
}

/**
 * Rejects when the first connection cannot be made. The library's own reconnecting is turned off: it does not
 * notice a connection that has fallen silent.
 *
 *   connecting ──ok──▶ up ──lost or silent──▶ waiting ──backoff──▶ connecting; any ──close──▶ closed
 */
export async function openRedisLink(options: RedisLinkOptions): Promise<RedisLink> {
  const { url, prefix, purpose, logger } = options;
  // Loaded here, so that a server on SQLite does not carry it.
  const redis = await import('redis');
  let current: RedisClient | null = null;
  let next = Promise.withResolvers<RedisClient>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function dial(): Promise<RedisClient> {
    const client = createClient(redis, url, `${prefix}${purpose}`);
    // Without a listener an error would end the process; what it breaks rejects as well.
    client.on('error', () => {});
    try {
      await inTime(client.connect());
      await inTime(options.prepare?.(client) ?? Promise.resolve());
      if (closed || !client.isReady) throw new Error('The connection was closed at once.');
      return client;
    } catch (error) {
      drop(client);
      throw error;
    }
  }

  function use(client: RedisClient): void {
    current = client;
    client.on('error', (error) => lose(client, error));
    next.resolve(client);
    timer = setTimeout(() => void ping(client), PING_MS);
  }

  async function ping(client: RedisClient): Promise<void> {
    try {
      await inTime(client.ping());
      if (current === client) timer = setTimeout(() => void ping(client), PING_MS);
    } catch (error) {
      lose(client, error);
    }
  }

  function lose(client: RedisClient, error: unknown): void {
    if (current !== client) return;
    logger.warn(`the Redis connection for ${purpose} was lost`, { error: String(error) });
    current = null;
    next = Promise.withResolvers();
    clearTimeout(timer);
    drop(client);
    if (!closed) retry(RETRY_MS.first);
  }

  function retry(waitMs: number): void {
    timer = setTimeout(async () => {
      try {
        use(await dial());
        logger.warn(`the Redis connection for ${purpose} is back`);
        options.onReturn?.();
      } catch {
        if (!closed) retry(Math.min(waitMs * 2, RETRY_MS.max));
      }
    }, Math.random() * waitMs);
  }

  use(await dial());
  return {
    get client() {
      return current;
    },
    async ready() {
      try {
        return current ?? (await inTime(next.promise));
      } catch (cause) {
        throw redisUnavailable(cause);
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      clearTimeout(timer);
      next.promise.catch(() => {});
      next.reject(new Error('The Redis connection was closed.'));
      const client = current;
      current = null;
      // What was sent is answered before the connection ends.
      if (client) await inTime(client.close()).catch(() => drop(client));
    },
  };
}

export const redisUnavailable = (cause: unknown): ApiError =>
  new ApiError('storage_unavailable', 'The server cannot reach its Redis now; try again later.', {
    retryAfterSeconds: 5,
    cause,
  });

function drop(client: RedisClient): void {
  if (client.isOpen) client.destroy();
}

/** Rejects when there is no answer within ANSWER_MS. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Redis did not answer within ${ANSWER_MS / 1000} s.`)), ANSWER_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
