import { quickstart } from './quickstart.js';
import type { Scenario } from './scenario.js';

export const SCENARIOS: readonly Scenario[] = [quickstart];

/** The scenario of a name. Throws an error that lists the known ones. */
export function findScenario(input: string | Scenario): Scenario {
  if (typeof input !== 'string') return input;
  const name = input;
  const scenario = SCENARIOS.find((known) => known.name === name);
  if (scenario) return scenario;
  throw new Error(`There is no scenario ${name}. Known are: ${SCENARIOS.map((known) => known.name).join(', ')}.`);
}
