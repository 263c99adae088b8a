import type { Bus } from './bus.js';
import type { HintMessage } from './topics.js';

/** The bus of a single process: listeners are called at once, in the order they came. */
export function createMemoryBus(): Bus {
  const topics = new Map<string, Set<(message: HintMessage) => void>>();
  return {
    publish(topic, message) {
      for (const listener of [...(topics.get(topic) ?? [])]) listener(message);
    },
    async subscribe(topic, listener) {
      const listeners = topics.get(topic) ?? new Set();
      topics.set(topic, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && topics.get(topic) === listeners) topics.delete(topic);
      };
    },
    async close() {
      topics.clear();
    },
  };
}
