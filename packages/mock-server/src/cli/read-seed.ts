import { resolve } from 'node:path';
import type { MockServerOptions } from '../create-mock-server.js';
import { isScenarioFile, loadScenarioFile } from '../load-scenario-file.js';
import { tellProgress } from '../tell-progress.js';

/** The scenario of a name or a file, and who tells how far seeding it has come. */
export async function readSeed(seed: string): Promise<Pick<MockServerOptions, 'scenario' | 'onSeedProgress'>> {
  const onSeedProgress = tellProgress(seed, console.error, performance.now.bind(performance));
  if (!isScenarioFile(seed)) return { scenario: seed, onSeedProgress };
  return { scenario: await loadScenarioFile(resolve(seed)), onSeedProgress };
}
