import { randomUUID } from 'node:crypto';
import type { Bus } from '../bus/bus.js';
import type { HintMessage } from '../bus/topics.js';
import type { Logger } from '../logger.js';
import { openRedisLink, type RedisClient, type RedisLink, redisUnavailable } from './redis-link.js';

/** Channels of one SUBSCRIBE after a reconnect. */
const CHANNELS = 500;

type Listener = (message: HintMessage) => void;

interface Topic {
  listeners: Set<Listener>;
  /** Settles when Redis has confirmed the subscription, or could not. */
  confirmed: Promise<void>;
}

/** What travels: who published, so that its own echo is dropped, and the hint; without one, hints were lost. */
interface Envelope {
  from: string | null;
  hint?: HintMessage;
}

export interface RedisBusOptions {
  url: string;
  prefix: string;
  logger: Logger;
}

/** A bus over Redis with the connection that it publishes on, which others may use for commands. */
export interface RedisBus extends Bus {
  readonly commands: RedisLink;
  /** The Redis channel of a topic. */
  channelOf(topic: string): string;
  /** A hint as every process takes it that hears it, this one too: for what Redis publishes itself. */
  encode(hint: HintMessage): string;
}

/**
 * Hints over Redis pub/sub. Listeners of this process are called at once, as on the bus in memory; those of others
 * hear through Redis. While Redis is away, hints to others are lost, and all are told so when it is back.
 * Rejects when Redis cannot be reached.
 */
export async function openRedisBus({ url, prefix, logger }: RedisBusOptions): Promise<RedisBus> {
  const id = randomUUID();
  const own = `{"from":"${id}"`;
  const lostChannel = `${prefix}lost`;
  const channelOf = (topic: string) => prefix + topic;
  const topics = new Map<string, Topic>();
  const lostListeners = new Set<() => void>();
  let unsent = false;

  function onMessage(text: string, channel: string): void {
    if (text.startsWith(own)) return;
    if (channel === lostChannel) {
      tellLost();
      return;
    }
    try {
      const { hint } = JSON.parse(text) as Envelope;
      if (typeof hint?.kind !== 'string') throw new TypeError('It is no hint.');
      deliver(channel.slice(prefix.length), hint);
    } catch (error) {
      logger.warn('a message on the Redis bus could not be read', { channel, error: String(error) });
    }
  }

  function deliver(topic: string, message: HintMessage): void {
    for (const listener of [...(topics.get(topic)?.listeners ?? [])]) call(() => listener(message));
  }

  function tellLost(): void {
    for (const listener of [...lostListeners]) call(listener);
  }

  /** One listener that throws takes nothing from the others. */
  function call(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      logger.error('a listener of the bus threw', { error: String(error) });
    }
  }

  async function subscribeAll(client: RedisClient): Promise<void> {
    const channels = [lostChannel, ...[...topics.keys()].map(channelOf)];
    for (let at = 0; at < channels.length; at += CHANNELS) {
      await client.subscribe(channels.slice(at, at + CHANNELS), onMessage);
    }
    for (const channel of channels.slice(1)) leaveIfUnused(client, channel.slice(prefix.length));
  }

  function leaveIfUnused(client: RedisClient, topic: string): void {
    if (!topics.has(topic)) client.unsubscribe(channelOf(topic), onMessage).catch(() => {});
  }

  /** A connection that is lost meanwhile is no failure: the next one is waited for. */
  async function confirm(topic: string): Promise<void> {
    for (;;) {
      const client = await subscriber.ready();
      try {
        await client.subscribe(channelOf(topic), onMessage);
        return leaveIfUnused(client, topic);
      } catch (error) {
        if (subscriber.client === client) throw redisUnavailable(error);
      }
    }
  }

  function send(channel: string, envelope: Envelope): void {
    const { client } = commands;
    if (client) client.publish(channel, JSON.stringify(envelope)).catch(markUnsent);
    else markUnsent();
  }

  function markUnsent(): void {
    unsent = true;
  }

  const commands = await openRedisLink({
    ...{ url, prefix, logger, purpose: 'commands' },
    onReturn() {
      if (unsent) send(lostChannel, { from: id });
      unsent = false;
    },
  });
  const subscriber = await openRedisLink({
    ...{ url, prefix, logger, purpose: 'subscriptions', prepare: subscribeAll, onReturn: tellLost },
  }).catch(async (error: unknown) => {
    await commands.close();
    throw error;
  });

  return {
    commands,
    channelOf,
    encode: (hint) => JSON.stringify({ from: null, hint } satisfies Envelope),
    publish(topic, hint) {
      deliver(topic, hint);
      send(channelOf(topic), { from: id, hint });
    },
    async subscribe(topic, listener) {
      const entry = topics.get(topic) ?? { listeners: new Set(), confirmed: Promise.resolve() };
      if (!topics.has(topic)) {
        topics.set(topic, entry);
        entry.confirmed = confirm(topic);
      }
      entry.listeners.add(listener);
      const leave = () => {
        if (!entry.listeners.delete(listener) || entry.listeners.size > 0 || topics.get(topic) !== entry) return;
        topics.delete(topic);
        if (subscriber.client) leaveIfUnused(subscriber.client, topic);
      };
      try {
        await entry.confirmed;
        return leave;
      } catch (error) {
        leave();
        throw error;
      }
    },
    onLost(listener) {
      lostListeners.add(listener);
      return () => void lostListeners.delete(listener);
    },
    async close() {
      topics.clear();
      lostListeners.clear();
      await Promise.all([subscriber.close(), commands.close()]);
    },
  };
}
