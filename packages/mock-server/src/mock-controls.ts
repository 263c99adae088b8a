import type { MockEvents } from './events/mock-events.js';
import type { Faults } from './faults/faults.js';
import type { MockClock } from './mock-clock.js';
import type { ScenarioInput } from './scenarios/scenarios.js';

export type { ScenarioInput };

/** What a test has in its hands, wherever the backend runs. */
export interface MockControls {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** What goes wrong, on purpose. */
  readonly faults: Faults;
  readonly clock: MockClock;
  /** Everything that happened. */
  readonly events: MockEvents;
  /** What ids and randomness were made of: give it as `randomSeed` to have them again. */
  readonly randomSeed: number;
  /**
   * Back to the start: sockets end, and data, faults, events, clock and randomness are as new. Seeds the scenario that
   * it was started with, or another one.
   */
  reset(options?: { scenario?: ScenarioInput }): Promise<void>;
  /** Stops the backend and starts it again: with its data unless told otherwise, and with a goodbye unless it is to crash. */
  restart(options?: { keepData?: boolean; crash?: boolean }): Promise<void>;
  /** Waits until nothing is under way: calls and frames are answered, and for a moment none comes. */
  settled(): Promise<void>;
  /** Adds a scenario's data to what is there. Rejects with an error that lists the known ones for a name that is not. */
  seed(scenario: ScenarioInput): Promise<void>;
  /** Ends sockets and closes the data; calling it again changes nothing. */
  close(): Promise<void>;
}
