import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AREAS, type CaseResult, ConformanceError, runConformance } from '../conformance.js';
import { createMockServer } from '../create-mock-server.js';
import { CASES } from './cases.js';
import { type ConformanceBackend, createConformanceBackend, namesOf } from './conformance.test-kit.js';

describe('the conformance suite', () => {
  let kit: ConformanceBackend;
  beforeAll(async () => {
    kit = await createConformanceBackend();
  });
  afterAll(() => kit.close());

  it('finds nothing wrong with the backend in process, with every case but that of pages, and may be repeated', async () => {
    const report = await runConformance(kit.options);
    expect(namesOf(report, 'failed')).toEqual([]);
    expect(namesOf(report, 'skipped')).toEqual([
      'realtime/pages-do-not-connect-with-the-secret: sockets send no Origin here',
    ]);
    expect(report).toMatchObject({ failed: 0, skipped: 1, passed: CASES.length - 1 });
    const only = ['errors', 'feeds', 'search', 'rooms', 'uploads'];
    expect(namesOf(await runConformance({ ...kit.options, only }), 'failed')).toEqual([]);
  }, 40_000);

  it('covers every area', () => {
    expect([...new Set(CASES.map(({ area }) => area))]).toEqual(expect.arrayContaining([...AREAS]));
  });

  it('finds nothing wrong with a server over real sockets', async () => {
    const server = await createMockServer({ fetchPage: null });
    const { url: baseUrl, apiKey, apiSecret } = server;
    const report = await runConformance({ baseUrl: `${baseUrl}/`, apiKey, apiSecret });
    await server.close();
    expect(namesOf(report, 'failed')).toEqual([]);
  }, 60_000);

  it('reports in the order of the catalogue, and tells of each case once', async () => {
    const told: CaseResult[] = [];
    const { results } = await runConformance({
      ...kit.options,
      only: ['pages', 'errors/request-id-is-made'],
      onResult: (result) => told.push(result),
    });
    const names = CASES.map(({ name }) => name);
    const expected = names.filter((name) => name.startsWith('pages/') || name === 'errors/request-id-is-made');
    expect(results.map(({ name }) => name)).toEqual(expected);
    expect(told.toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name))).toEqual(results);
    for (const { requirement, ms } of results) {
      expect(requirement).toMatch(/^.{20,}\.$/);
      expect(ms).toBeGreaterThanOrEqual(0);
    }
  });

  it('has a name of its own for every case', () => {
    const names = CASES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z-]+\/[a-z0-9-]+$/);
  });

  it('leaves no channel, upload or activity behind', async () => {
    const left = new Set<string>();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await kit.options.fetch(input, init);
      const path = new URL(String(input)).pathname;
      const made = init?.method === 'POST' && /\/(channels|uploads|activities)$/.exec(path);
      if (made && response.status === 201) left.add((await response.clone().json()).id);
      if (init?.method === 'DELETE' && response.ok) left.delete(path.split('/').at(-1) ?? '');
      return response;
    };
    await runConformance({ ...kit.options, fetch, only: ['feeds', 'pages', 'idempotency'] });
    expect([...left]).toEqual([]);
  }, 20_000);

  it('rejects with what to do where nothing can be tested', async () => {
    const reject = (options: object) => runConformance({ ...kit.options, ...options }).catch((error) => error);
    const down = await reject({ baseUrl: 'http://127.0.0.1:9', fetch: globalThis.fetch });
    expect(down).toBeInstanceOf(ConformanceError);
    expect(down).toMatchObject({ reason: 'unreachable', message: expect.stringContaining('start the server') });
    expect(await reject({ fetch: async () => new Response('lost', { status: 404 }) })).toMatchObject({
      reason: 'unreachable',
      message: expect.stringContaining('is no Pulse server'),
    });
    expect(await reject({ apiSecret: 'another' })).toMatchObject({
      reason: 'credentials',
      message: expect.stringContaining('invalid_credentials'),
    });
    expect(await reject({ only: 'fedes' })).toMatchObject({
      reason: 'selection',
      message: expect.stringContaining('The areas are errors, auth'),
    });
  });

  it('waits where the server limits the rate of calls', async () => {
    const limited = await createConformanceBackend({ project: { quota: 60, windowSeconds: 1 } });
    let refused = 0;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await limited.options.fetch(input, init);
      if (response.status === 429) refused++;
      return response;
    };
    const report = await runConformance({ ...limited.options, fetch, only: 'pages' });
    await limited.close();
    expect(refused).toBeGreaterThan(0);
    expect(namesOf(report, 'failed')).toEqual([]);
  });

  it('ends when its signal says so, with the reason, and takes back what it made', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    let ended = 0;
    const run = runConformance({
      ...kit.options,
      signal: stop.signal,
      onResult: () => {
        if (++ended === 3) stop.abort(reason);
      },
    });
    await expect(run).rejects.toBe(reason);
    expect(ended).toBe(3);
  });
});
