import type { ErrorCode, Problem } from '@pulse-io/protocol';
import type { Backend } from '@pulse-io/server';
import { DEV_API_KEY, DEV_API_SECRET } from './dev-project.js';
import type { Lane, Scenario } from './scenarios/scenario.js';
import { createSeeder, type SeedCall } from './scenarios/seeder.js';

/** How far a seeding has come, in calls. */
export interface SeedProgress {
  done: number;
  total: number;
}

export interface SeedOptions {
  onProgress?: (progress: SeedProgress) => void;
  /** Of all choices; the same by default, so that seeding a data folder again adds nothing. */
  randomSeed?: number;
  /** The present, in milliseconds since 1970: posts go back from here. */
  now?: number;
  /** Where the mock server will be, for the addresses of pictures; http://localhost:8081 by default. */
  baseUrl?: string;
}

const RANDOM_SEED = 1;
const BASE_URL = 'http://localhost:8081';
/** Lanes that run at once: writes that wait together share a commit. */
const LANES = 32;

const HEADERS = { 'content-type': 'application/json', 'x-pulse-key': DEV_API_KEY, 'x-pulse-secret': DEV_API_SECRET };

/** Seeds a backend's dev project; resolves when timelines are filled too. Rejects with what the backend refused. */
export async function seed(
  backend: Pick<Backend, 'fetch' | 'idle' | 'projects' | 'importFollowers'>,
  scenario: Scenario,
  { onProgress, randomSeed = RANDOM_SEED, now = Date.now(), baseUrl = BASE_URL }: SeedOptions = {},
): Promise<void> {
  // Loaded here, so that a start without seed data carries no people.
  const { createSeedContext } = await import('./scenarios/seed-context.js');
  const parts = await scenario.parts();
  const context = createSeedContext(parts, { randomSeed, now, baseUrl });
  const lanes: Lane[] = [];
  for (const part of parts) lanes.push(...(await part.plan(context)));
  const total = lanes.reduce((sum, { calls }) => sum + calls, 0);
  const projectId = (await backend.projects.findByKey(DEV_API_KEY))?.id;
  if (projectId === undefined) throw new Error(`There is no project ${DEV_API_KEY} to seed; create it first.`);
  let done = 0;
  const tell = (calls: number) => {
    if (calls === 0) return;
    done += calls;
    onProgress?.({ done, total });
  };
  for (const stage of ['write', 'follow'] as const) {
    const ofStage = lanes.filter((lane) => lane.stage === stage);
    await runLanes(ofStage, async (lane) => {
      // It may make one more, or some less: what it finds there is not known before.
      let left = lane.calls;
      const onAnswer = () => {
        if (left > 0) tell(1);
        left--;
      };
      const addFollowers = (target: string, sources: readonly string[]) =>
        backend.importFollowers(projectId, { target, sources });
      await lane.run(createSeeder(callBackend(backend, scenario.name, onAnswer), addFollowers));
      tell(Math.max(0, left));
    });
    await backend.idle();
  }
}

/** Some at once, begun in their order. Rejects with the first failure, when nothing runs any more. */
async function runLanes(lanes: readonly Lane[], run: (lane: Lane) => Promise<void>): Promise<void> {
  const left = [...lanes].reverse();
  const work = async () => {
    for (let lane = left.pop(); lane; lane = left.pop()) {
      try {
        await run(lane);
      } catch (error) {
        left.length = 0;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: LANES }, work));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

const callBackend =
  (backend: Pick<Backend, 'fetch'>, name: string, onAnswer: () => void): SeedCall =>
  async <T>(method: string, path: string, options: { body?: object; unless?: readonly ErrorCode[] } = {}) => {
    const { body, unless = [] } = options;
    const call = { method, headers: HEADERS, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await backend.fetch(new Request(new URL(path, 'http://pulse.local'), call));
    onAnswer();
    const answer: unknown = await response.json();
    if (response.ok) return answer as T;
    const problem = answer as Problem;
    if (unless.includes(problem.code)) return null;
    throw new Error(`The scenario ${name} could not be seeded: ${method} ${path} was refused: ${problem.detail}`);
  };
