import { it } from 'vitest';
import { checkScenarios } from './world/check-scenarios.js';

const RUNS = Number(process.env.PULSE_RUNS ?? 5_000);
/** Another one each time, so that the long run goes where none has been. */
const SEED = Number(process.env.PULSE_SEED ?? Date.now() % 2 ** 31);

it(`loses nothing and doubles nothing in ${RUNS} long scenarios from seed ${SEED}`, {
  timeout: 1_800_000,
}, async () => {
  await checkScenarios({ runs: RUNS, seed: SEED, path: process.env.PULSE_PATH, maxSteps: 150 });
});
