import type { Person } from './people/people.js';
import type { Random } from './random.js';
import type { Seeder } from './seeder.js';

/** What seed data is made of; the same context makes the same data. */
export interface SeedContext {
  /** The present, in milliseconds since 1970: posts go back from here. */
  readonly now: number;
  /** Who takes part, as `users()` says; a few people where it says nothing. */
  readonly cast: readonly Person[];
  /** Random choices under a name. */
  random(name: string): Random;
  /** A ULID that follows from where it stands and what it says. */
  id(where: string, place: number, what: string): string;
  /** Where the mock server shows a picture of the package. */
  pictureUrl(name: string): string;
  /** Answers whether something is used for the first time in this seeding, and remembers it. */
  claim(thing: object): boolean;
}

/** Calls one after the other. */
export interface Lane {
  /** Lanes of a stage run side by side; those that `follow` begin when all that `write` have ended. */
  stage: 'write' | 'follow';
  /** How many calls it makes, for progress. */
  calls: number;
  run(seeder: Seeder): Promise<void>;
}

/** Some of a scenario's data. */
export interface Part {
  /** People whom the part brings into the scenario. */
  readonly brings?: readonly Person[];
  plan(context: SeedContext): readonly Lane[] | Promise<readonly Lane[]>;
}

/** Named seed data. Seeding the same data twice changes nothing. */
export interface Scenario {
  readonly name: string;
  readonly description: string;
  /** Its parts, loaded when they are needed. */
  parts(): readonly Part[] | Promise<readonly Part[]>;
}

/** Makes a scenario of parts, such as `users(8)`, `channel('general').messages(50)` and `follows('maya', ['leo'])`. */
export function scenario(name: string, description: string, parts: readonly Part[]): Scenario {
  return { name, description, parts: () => parts };
}
