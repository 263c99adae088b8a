import { type Area, areaSlug } from './areas.js';
import type { World } from './world.js';

/** One thing that is required of a server. */
export interface ConformanceCase {
  name: string;
  area: Area;
  requirement: string;
  /** Rejects with a Failure, or with a Skip. */
  run(world: World): Promise<void>;
}

export type CaseTable = Readonly<Record<string, readonly [requirement: string, run: ConformanceCase['run']]>>;

/** The cases of an area, by what follows the area in their names. */
export const casesOf = (area: Area, table: CaseTable): ConformanceCase[] =>
  Object.entries(table).map(([name, [requirement, run]]) => ({
    name: `${areaSlug(area)}/${name}`,
    area,
    requirement,
    run,
  }));
