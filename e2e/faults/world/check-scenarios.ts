import fc from 'fast-check';
import { runScenario } from './run-scenario.js';
import { describeScenario, type ScenarioSize, scenario } from './scenario.js';

export interface CheckOptions extends ScenarioSize {
  runs: number;
  seed: number;
  /** To run one failing case again, as it was printed. */
  path?: string | undefined;
  /** Looks for the shortest scenario that fails; true by default. */
  shrink?: boolean;
}

/** A failure is shrunk for so long at most. */
const SHRINKING_MS = 120_000;
/** A scenario takes some 70 ms; with that much the machine is hung up. */
const LONGEST_SCENARIO_MS = 1_000;

/** Plays random scenarios. Throws what was wrong, with the seed and the shortest scenario that shows it. */
export async function checkScenarios({ runs, seed, path, shrink = true, ...size }: CheckOptions): Promise<void> {
  const property = fc.asyncProperty(scenario(size), async (one) => {
    const violations = await runScenario(one);
    if (violations.length > 0) throw new Error(violations.join('\n'));
  });
  const options = {
    numRuns: runs,
    seed,
    interruptAfterTimeLimit: SHRINKING_MS + runs * LONGEST_SCENARIO_MS,
    endOnFailure: !shrink,
    ...(path ? { path } : {}),
  };
  const { failed, counterexample, counterexamplePath, errorInstance, numRuns } = await fc.check(property, options);
  if (!failed) {
    if (numRuns < runs && !path) throw new Error(`Only ${numRuns} of ${runs} scenarios were played in time.`);
    return;
  }
  const [shortest] = counterexample ?? [];
  const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  throw new Error(
    `PULSE_SEED=${seed} PULSE_PATH=${counterexamplePath}, run ${numRuns}\n${shortest ? describeScenario(shortest) : ''}\n${why}`,
    { cause: errorInstance },
  );
}
