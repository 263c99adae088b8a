import type { Problem } from '@pulse-io/protocol';
import type { Backend } from '@pulse-io/server';
import { DEV_API_KEY, DEV_API_SECRET } from './dev-project.js';
import type { Scenario, Seeder } from './scenarios/scenario.js';

/** Seeds a backend's dev project; resolves when timelines are filled too. */
export async function seed(backend: Backend, scenario: Scenario): Promise<void> {
  async function post(path: string, body: unknown): Promise<void> {
    const response = await backend.fetch(
      new Request(new URL(path, 'http://pulse.local'), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-pulse-key': DEV_API_KEY,
          'x-pulse-secret': DEV_API_SECRET,
        },
        body: JSON.stringify(body),
      }),
    );
    if (response.ok) return;
    const problem = (await response.json()) as Problem;
    throw new Error(`The scenario ${scenario.name} could not be seeded: ${problem.detail}`);
  }

  const seeder: Seeder = {
    addActivity: (feedId, activity) => post(`/v1/feeds/${encodeURIComponent(feedId)}/activities`, activity),
    follow: (feedId, target) => post(`/v1/feeds/${encodeURIComponent(feedId)}/follow`, { target }),
    createChannel: (channel) => post('/v1/channels', channel),
    sendMessage: (channelId, message) => post(`/v1/channels/${encodeURIComponent(channelId)}/messages`, message),
  };
  await scenario.seed(seeder);
  await backend.idle();
}
