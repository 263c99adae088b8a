import type { Activity, ChatChannelView, Follow, Message, Page } from '@pulse-io/protocol';
import { type Backend, createBackend } from '@pulse-io/server';
import { openSqlite } from '@pulse-io/server/node';
import { createFakeClock } from '../../../server/src/testing/fake-clock.js';
import { caller, quietLogger } from '../../../server/src/testing/test-backend.js';
import { DEV_API_KEY, DEV_API_SECRET, DEV_PEPPER, DEV_TOKEN_SECRET } from '../dev-project.js';
import { type SeedOptions, seed } from '../seed.js';
import type { Scenario } from './scenario.js';

export const NOW = Date.UTC(2026, 5, 15, 12);

/** An empty backend in memory whose clock stands still. */
export async function openBackend(): Promise<Backend> {
  const backend = await createBackend({
    storage: await openSqlite(),
    pepper: DEV_PEPPER,
    tokens: { key: { id: 'pulse', secret: DEV_TOKEN_SECRET } },
    clock: createFakeClock(NOW),
    rateLimits: { project: null, anonymous: null, files: null },
    logger: quietLogger,
  });
  await backend.projects.create({ name: 'dev', apiKey: DEV_API_KEY, apiSecret: DEV_API_SECRET });
  return backend;
}

export const plant = (backend: Backend, scenario: Scenario, options: SeedOptions = {}) =>
  seed(backend, scenario, { now: NOW, ...options });

/** Reads what a backend holds with server credentials. */
export function createReader(backend: Backend) {
  const call = caller(backend, { 'x-pulse-key': DEV_API_KEY, 'x-pulse-secret': DEV_API_SECRET });

  async function read<T>(path: string): Promise<T> {
    const { status, body } = await call<T>('GET', path);
    if (status !== 200) throw new Error(`${path} answers ${JSON.stringify(body)}`);
    return body;
  }

  async function readAll<T>(path: string): Promise<T[]> {
    const all: T[] = [];
    for (let cursor = ''; ; ) {
      const page = await read<Page<T>>(`${path}${path.includes('?') ? '&' : '?'}limit=100${cursor}`);
      all.push(...page.data);
      if (page.next === null) return all;
      cursor = `&cursor=${encodeURIComponent(page.next)}`;
    }
  }

  return {
    read,
    channels: (userId: string) => readAll<ChatChannelView>(`/v1/channels?userId=${userId}`),
    livestreams: () => readAll<ChatChannelView>('/v1/channels?joined=false&userId=nobody'),
    messages: (channelId: string, query = '') => readAll<Message>(`/v1/channels/${channelId}/messages${query}`),
    activities: (feedId: string) => readAll<Activity>(`/v1/feeds/${feedId}`),
    followers: (feedId: string) => readAll<Follow>(`/v1/feeds/${feedId}/followers`),

    /** All that some people see, as one value. */
    async everything(userIds: readonly string[]) {
      const views = [...(await this.livestreams())];
      const feeds: Record<string, unknown> = {};
      for (const id of userIds) {
        views.push(...(await this.channels(id)));
        for (const feed of [`user:${id}`, `timeline:${id}`]) feeds[feed] = await this.activities(feed);
        feeds[`followers of ${id}`] = await this.followers(`user:${id}`);
      }
      const channels: Record<string, unknown> = {};
      for (const id of new Set(views.map((view) => view.id))) {
        const messages = await this.messages(id);
        const threads = [];
        for (const { id: parentId, threadCount } of messages) {
          if (threadCount > 0) threads.push(await this.messages(id, `?parentId=${parentId}`));
        }
        channels[id] = { messages, threads, restrictions: await read(`/v1/channels/${id}/restrictions`) };
      }
      return { views, feeds, channels };
    },
  };
}
