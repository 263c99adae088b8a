import { guard } from './guard.js';
import type { Logger } from './logger.js';

/** The arguments of each event by its name. */
export type EventMap<Events> = { [Name in keyof Events]: unknown[] };

/** Typed events; a throwing listener is reported to the logger and stops no other. */
export class Emitter<Events extends EventMap<Events>> {
  readonly #listeners: { [Name in keyof Events]?: Set<(...args: Events[Name]) => void> } = {};
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Returns the function that ends it. */
  on<Name extends keyof Events>(name: Name, listener: (...args: Events[Name]) => void): () => void {
    const guarded = guard(listener, this.#logger);
    const listeners = this.#listeners[name] ?? new Set();
    this.#listeners[name] = listeners.add(guarded);
    return () => {
      listeners.delete(guarded);
    };
  }

  /** Calls those that listen now, in the order they came; one that is added meanwhile waits for the next. */
  emit<Name extends keyof Events>(name: Name, ...args: Events[Name]): void {
    for (const listener of [...(this.#listeners[name] ?? [])]) listener(...args);
  }
}
