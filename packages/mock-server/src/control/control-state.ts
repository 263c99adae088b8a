import type { MockBackend } from '../mock-backend.js';

interface ControlState {
  /** Names this mock among others that had its address before. */
  run: string;
  /** Ends each stream of events that is open. */
  streams: Set<() => void>;
}

const states = new WeakMap<MockBackend, ControlState>();

export function controlState(mock: MockBackend): ControlState {
  const state = states.get(mock) ?? { run: crypto.randomUUID(), streams: new Set() };
  states.set(mock, state);
  return state;
}
