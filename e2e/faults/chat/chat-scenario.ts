import fc from 'fast-check';
import { HTTP_FAULTS, type HttpFault } from '../world/link.js';

/** Two devices of one user, and another user. */
export const CHATTERS = ['alice', 'alice-2', 'bob'] as const;
export type Chatter = (typeof CHATTERS)[number];

export type ChatStep =
  | { do: 'send'; by: Chatter; mention: boolean; thread: number | null }
  | { do: 'edit' | 'delete' | 'react' | 'unreact' | 'pin'; by: Chatter; pick: number }
  | { do: 'read' | 'refresh' | 'loadOlder' | 'type'; by: Chatter }
  | { do: 'drop' | 'halfOpen' | 'offline' | 'online'; on: Chatter }
  | { do: 'swap' | 'repeat'; on: Chatter; after: number }
  | { do: 'http'; on: Chatter; fault: HttpFault; calls: number }
  | { do: 'restart'; how: 'graceful' | 'crash'; downMs: number; purge: boolean };

export interface ChatScenario {
  /** Of ids and jitter. */
  seed: number;
  steps: { afterMs: number; step: ChatStep }[];
}

const who = fc.constantFrom(...CHATTERS);
const pick = fc.nat(30);

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('send'),
      by: who,
      mention: fc.boolean(),
      thread: fc.option(pick, { freq: 4 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constantFrom('edit', 'delete', 'react', 'react', 'unreact', 'pin'), by: who, pick }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('read', 'read', 'refresh', 'loadOlder', 'type'), by: who }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('drop', 'drop', 'halfOpen', 'offline', 'online'), on: who }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('swap', 'repeat'), on: who, after: fc.nat(3) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('http'),
      on: who,
      fault: fc.constantFrom(...HTTP_FAULTS),
      calls: fc.constantFrom(1, 1, 2, 5),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('restart'),
      how: fc.constantFrom('graceful', 'crash'),
      downMs: fc.constantFrom(0, 200, 3_000),
      purge: fc.boolean(),
    }),
  },
) as fc.Arbitrary<ChatStep>;

export const chatScenario: fc.Arbitrary<ChatScenario> = fc.record({
  seed: fc.nat(0xffff),
  steps: fc.array(fc.record({ afterMs: fc.constantFrom(0, 0, 0, 1, 8, 40, 700, 9_000, 36_000), step }), {
    maxLength: 40,
    size: 'max',
  }),
});
