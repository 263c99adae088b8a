import type { Position } from '@pulse-io/protocol';
import { every } from '../clock.js';
import { coalesce } from '../coalesce.js';
import { readHeads } from './channel-heads.js';
import type { Deliver, Subscription } from './delivery.js';
import { Topic, type TopicDeps } from './topic.js';

export type HubDeps = TopicDeps;

/** Heads are compared with the database this often: a hint that was lost with its process comes to light then. */
export const HEADS_MS = 30_000;

/** The channels that this process listens to, each attached once however many subscribe. */
export interface Hub {
  /**
   * Subscribes to a channel, where `recover` says what the subscriber has. The answer's events and what is
   * delivered later are together gap-free and in order, with no repeat, whatever is written meanwhile.
   * A delivery of kind `lost` ends the subscription. Rejects when the bus or the storage fails.
   */
  subscribe(projectId: string, channel: string, recover: Position | null, deliver: Deliver): Promise<Subscription>;
  /** Channels that somebody subscribes to. */
  readonly size: number;
  close(): void;
}

export function createHub(deps: HubDeps): Hub {
  const topics = new Map<string, { topic: Topic; users: number }>();

  const compareHeads = coalesce(async () => {
    if (topics.size === 0) return;
    try {
      const heard = [...topics.values()].map(({ topic }) => topic);
      for await (const { topic, head } of readHeads(deps.storage.db, heard)) topic.learn(head);
    } catch (error) {
      deps.logger.warn('the heads of channels could not be read', { error: String(error) });
    }
  });
  const stop = every(deps.clock, HEADS_MS, compareHeads);
  const stopLost = deps.bus.onLost?.(compareHeads);

  return {
    get size() {
      return topics.size;
    },
    async subscribe(projectId, channel, recover, deliver) {
      const key = `${projectId}/${channel}`;
      const entry = topics.get(key) ?? { topic: new Topic(deps, projectId, channel), users: 0 };
      topics.set(key, entry);
      entry.users++;
      let left = false;
      const leave = () => {
        if (left) return;
        left = true;
        if (--entry.users > 0) return;
        entry.topic.stop();
        if (topics.get(key) === entry) topics.delete(key);
      };
      const onDelivery: Deliver = (delivery) => {
        if (delivery.kind === 'lost') leave();
        deliver(delivery);
      };
      try {
        const subscription = await entry.topic.join(recover, onDelivery);
        const unsubscribe = () => {
          subscription.unsubscribe();
          leave();
        };
        return { ...subscription, unsubscribe };
      } catch (error) {
        leave();
        throw error;
      }
    },
    close() {
      stop();
      stopLost?.();
      for (const { topic } of topics.values()) topic.stop();
      topics.clear();
    },
  };
}
