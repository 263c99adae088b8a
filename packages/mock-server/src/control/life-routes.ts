import { ApiError } from '@pulse-io/server';
import { z } from 'zod';
import type { Scenario } from '../scenarios/scenario.js';
import { findScenario, SCENARIOS } from '../scenarios/scenarios.js';
import { answer, type ControlRoutes, done } from './control-call.js';
import { readInput } from './read-input.js';

const reset = z.strictObject({ scenario: z.string().optional() });
const restart = z.strictObject({ keepData: z.boolean().optional(), crash: z.boolean().optional() });
const seed = z.strictObject({ name: z.string() });

function readScenario(name: string, param: string): Scenario {
  try {
    return findScenario(name);
  } catch (cause) {
    throw new ApiError('invalid_request', (cause as Error).message, { param, cause });
  }
}

export const lifeRoutes: ControlRoutes = {
  'POST /__mock/reset': async ({ mock, request }) => {
    const { scenario } = await readInput(request, reset);
    await mock.reset(scenario === undefined ? {} : { scenario: readScenario(scenario, 'scenario') });
    return done();
  },
  'POST /__mock/restart': async ({ mock, request }) => {
    const { keepData = true, crash = false } = await readInput(request, restart);
    await mock.restart({ keepData, crash });
    return done();
  },
  'GET /__mock/scenarios': () => answer({ data: SCENARIOS.map(({ name, description }) => ({ name, description })) }),
  'POST /__mock/scenarios': async ({ mock, request }) => {
    const { name } = await readInput(request, seed);
    await mock.seed(readScenario(name, 'name'));
    return done();
  },
};
