import { newSeed } from '../seeded-random.js';

/** The seed that was asked for, or a new one. Throws for one that is no whole number. */
export function chooseSeed(given: string | undefined): number {
  if (given === undefined || given === '') return newSeed();
  if (/^\d+$/.test(given)) return Number(given);
  throw new Error(`PULSE_SEED is a whole number from 0 on, not '${given}'.`);
}
