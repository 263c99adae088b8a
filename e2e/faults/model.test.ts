import { it } from 'vitest';
import { checkScenarios } from './world/check-scenarios.js';

const RUNS = Number(process.env.PULSE_RUNS ?? 500);
const SEED = Number(process.env.PULSE_SEED ?? 20261121);

it(`loses nothing and doubles nothing in ${RUNS} scenarios from seed ${SEED}`, { timeout: 300_000 }, async () => {
  const shrink = process.env.PULSE_SHRINK !== '0';
  await checkScenarios({ runs: RUNS, seed: SEED, path: process.env.PULSE_PATH, shrink, maxSteps: 60 });
});
