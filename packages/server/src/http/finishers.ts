import { type Operation, ROUTES } from '@pulse-io/protocol';
import type { Finishers } from './handler.js';

/** What operations without a finisher of their own do: the result is the answer. */
const asItIs = async (_ctx: unknown, result: unknown) => result;

/** The finishers of every operation, given those that have something to do. */
export const completeFinishers = (own: Partial<Finishers>): Finishers =>
  ({
    ...Object.fromEntries((Object.keys(ROUTES) as Operation[]).map((operation) => [operation, asItIs])),
    ...own,
  }) as Finishers;
