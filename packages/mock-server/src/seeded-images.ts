import type { Storage } from '@pulse-io/server';
import type { Scenario } from './scenarios/scenario.js';

interface Seeded {
  key: string;
  /** The mock's time then. */
  at: number;
  image: Uint8Array;
}

/** Seed data ends in the present; a copy that is no older still seems to. */
const FRESH_MS = 60_000;

const images = new WeakMap<Scenario, Seeded>();

/** A database that a scenario was seeded into lately, for a mock of the same kind. */
export function recallImage(scenario: Scenario, key: string, now: number): Uint8Array | undefined {
  const seeded = images.get(scenario);
  const age = seeded?.key === key ? now - seeded.at : Number.NaN;
  return age >= 0 && age < FRESH_MS ? seeded?.image : undefined;
}

/** Keeps a database for the next one that wants the same scenario: seeding takes a hundred times as long as copying. */
export async function keepImage(scenario: Scenario, key: string, now: number, storage: Storage): Promise<void> {
  // Each database begins an epoch of its own: positions in another one's log mean nothing in it.
  await storage.transaction((tx) => tx.deleteFrom('setting').where('name', '=', 'epoch').execute());
  const image = await storage.image?.();
  if (image) images.set(scenario, { key, at: now, image });
}

/** Whether a storage has been opened with an image. */
export const isSeeded = async ({ db }: Pick<Storage, 'db'>): Promise<boolean> =>
  (await db.selectFrom('project').select('id').limit(1).execute()).length > 0;
