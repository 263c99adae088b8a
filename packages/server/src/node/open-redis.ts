import type { Bus } from '../bus/bus.js';
import { consoleLogger, type Logger } from '../logger.js';
import type { Presences, PresencesDeps } from '../presence/presences.js';
import { createRedisPresences } from './presence/redis-presences.js';
import { openRedisBus } from './redis-bus.js';

export interface RedisOptions {
  /** redis://user:password@host:port/database, or rediss:// over TLS. */
  url: string;
  /** Before every key and channel, so that others may share the Redis; default `pulse:`. */
  prefix?: string;
  /** Where lost connections are told; default the console. */
  logger?: Logger;
}

export interface Redis {
  /** For the backend's `bus`, which closes it. */
  readonly bus: Bus;
  /** For the backend's `presences`: users are there for all processes. */
  presences(deps: PresencesDeps): Presences;
  /** Ends all connections; a second call does nothing. */
  close(): Promise<void>;
}

/**
 * Opens what several processes of one backend share beside the database. Rejects when Redis cannot be reached;
 * once open, a connection that is lost is made anew.
 */
export async function openRedis(options: RedisOptions): Promise<Redis> {
  const { url, prefix = 'pulse:', logger = consoleLogger } = options;
  const bus = await openRedisBus({ url, prefix, logger });
  const { commands: link, channelOf, encode } = bus;
  return {
    bus,
    presences: (deps) => createRedisPresences({ prefix, link, channelOf, encode }, deps),
    close: () => bus.close(),
  };
}
