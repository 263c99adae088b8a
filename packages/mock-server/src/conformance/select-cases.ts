import { AREAS, type Area, areaSlug } from './areas.js';
import type { ConformanceCase } from './case.js';
import { ConformanceError } from './failure.js';

/** The cases of areas, names, and beginnings of names. Throws for one that fits none. */
export function selectCases(
  cases: readonly ConformanceCase[],
  only: string | readonly string[] | undefined,
): ConformanceCase[] {
  if (only === undefined) return [...cases];
  const wanted = [only].flat();
  const fits = (one: ConformanceCase, want: string) =>
    one.area === want || one.name === want || one.name.startsWith(isArea(want) ? `${areaSlug(want)}/` : want);
  const nothing = wanted.find((want) => !cases.some((one) => fits(one, want)));
  if (nothing !== undefined || wanted.length === 0) {
    const areas = AREAS.map(areaSlug).join(', ');
    throw new ConformanceError('selection', `No case is called ${nothing ?? 'nothing'}. The areas are ${areas}.`);
  }
  return cases.filter((one) => wanted.some((want) => fits(one, want)));
}

const isArea = (text: string): text is Area => (AREAS as readonly string[]).includes(text);
