import { EventEmitter } from 'eventemitter3';
import { guard } from './guard.js';
import type { Logger } from './logger.js';

/** The arguments of each event by its name. */
export type EventMap<Events> = { [Name in keyof Events]: unknown[] };

/** Typed events; a throwing listener is reported to the logger and stops no other. */
export class Emitter<Events extends EventMap<Events>> {
  readonly #events = new EventEmitter();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Returns the function that ends it. */
  on<Name extends keyof Events & string>(name: Name, listener: (...args: Events[Name]) => void): () => void {
    const guarded = guard(listener, this.#logger) as (...args: unknown[]) => void;
    this.#events.on(name, guarded);
    return () => {
      this.#events.off(name, guarded);
    };
  }

  emit<Name extends keyof Events & string>(name: Name, ...args: Events[Name]): void {
    this.#events.emit(name, ...args);
  }
}
