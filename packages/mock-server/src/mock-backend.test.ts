import type { Page, Problem, ServerFrame, UserToken } from '@pulse-io/protocol';
import { openSqlite } from '@pulse-io/server/node';
import { afterEach, describe, expect, it } from 'vitest';
import { createMockBackend, type MockBackend, type MockBackendOptions } from './mock-backend.js';
import { createMockClock } from './mock-clock.js';
import { feed } from './scenarios/parts/feed.js';
import { scenario } from './scenarios/scenario.js';

const START = Date.UTC(2026, 0, 1);
const POST = { actor: 'user:maya', verb: 'post', object: 'note:1', text: 'Hello' };
const FEED = '/v1/feeds/user:maya/activities';

describe('the backend in a test’s hands', () => {
  const running: MockBackend[] = [];
  const start = async (options: Partial<MockBackendOptions> = {}) => {
    const mock = await createMockBackend({
      openStorage: ({ image }) => openSqlite({ image }),
      devMode: true,
      ...options,
    });
    running.push(mock);
    return mock;
  };
  afterEach(async () => {
    await Promise.all(running.splice(0).map((mock) => mock.close()));
  });

  const call = (mock: MockBackend, method: string, path: string, body?: unknown, token?: string) =>
    mock.fetch(
      new Request(new URL(path, 'http://mock'), {
        method,
        headers: {
          'x-pulse-key': mock.apiKey,
          ...(token === undefined ? { 'x-pulse-secret': mock.apiSecret } : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  const codeOf = async (response: Response) => ((await response.json()) as Problem).code;
  const tokenOf = async (mock: MockBackend, identity: string) =>
    ((await (await call(mock, 'POST', '/v1/tokens/create', { identity })).json()) as UserToken).token;
  const idsOf = async (mock: MockBackend) =>
    ((await (await call(mock, 'GET', '/v1/feeds/user:maya')).json()) as Page<{ id: string }>).data.map(({ id }) => id);

  /** A socket with what came over it. */
  async function connect(mock: MockBackend, identity: string, channel = 'feed:user:maya') {
    const frames: ServerFrame[] = [];
    const texts: string[] = [];
    const ends: (number | 'lost')[] = [];
    const peer = mock.gateway.accept(
      {
        send: (text) => {
          texts.push(text);
          try {
            frames.push(JSON.parse(text));
          } catch {}
        },
        close: (code) => {
          ends.push(code);
          queueMicrotask(() => peer.closed());
        },
        terminate: () => {
          ends.push('lost');
          queueMicrotask(() => peer.closed());
        },
        bufferedAmount: 0,
      },
      { origin: null, protocol: 'pulse.v1.json' },
    );
    const token = await tokenOf(mock, identity);
    peer.message(JSON.stringify({ id: 1, connect: { key: mock.apiKey, token } }));
    peer.message(JSON.stringify({ id: 2, sub: { ch: channel } }));
    await expect.poll(() => frames.length).toBe(2);
    const offsets = () => frames.flatMap((frame) => ('ev' in frame ? [frame.ev.offset] : []));
    return { frames, texts, ends, peer, token, offsets };
  }

  describe('faults of calls', () => {
    it('fails the next calls of a route, and no others', async () => {
      const mock = await start();
      mock.faults.failNext('addActivity', { times: 2, code: 'rate_limited', retryAfterSeconds: 7 });
      expect((await call(mock, 'GET', '/v1/feeds/user:maya')).status).toBe(200);
      const refused = await call(mock, 'POST', FEED, POST);
      expect([refused.status, refused.headers.get('retry-after'), await codeOf(refused)]).toEqual([
        429,
        '7',
        'rate_limited',
      ]);
      expect((await call(mock, 'POST', FEED, POST)).status).toBe(429);
      expect((await call(mock, 'POST', FEED, POST)).status).toBe(201);
      expect(mock.faults.list()).toEqual([]);
      expect(await idsOf(mock)).toHaveLength(1);
    });

    it('takes a route by its operation, its line, and one address alone', async () => {
      const mock = await start();
      mock.faults.failNext('POST /v1/feeds/:feedId/activities');
      expect((await call(mock, 'POST', `/api${FEED}`, POST)).status).toBe(503);
      mock.faults.failNext('GET /v1/feeds/user:leo');
      expect((await call(mock, 'GET', '/v1/feeds/user:maya')).status).toBe(200);
      expect((await call(mock, 'GET', '/v1/feeds/user%3Aleo')).status).toBe(503);
    });

    it('loses a call, or its answer alone', async () => {
      const mock = await start();
      mock.faults.add({ kind: 'drop', route: 'addActivity', times: 1 });
      mock.faults.add({ kind: 'drop', route: 'addActivity', times: 1, when: 'answer' });
      expect((await call(mock, 'POST', FEED, POST)).type).toBe('error');
      expect((await call(mock, 'POST', FEED, POST)).status).toBe(201);
      mock.faults.add({ kind: 'drop', route: 'addActivity', times: 1, when: 'answer' });
      expect((await call(mock, 'POST', FEED, { ...POST, object: 'note:2' })).type).toBe('error');
      expect(await idsOf(mock)).toHaveLength(2);
    });

    it('cuts an answer in the middle', async () => {
      const mock = await start();
      mock.faults.add({ kind: 'truncate', times: 1 });
      const response = await call(mock, 'GET', '/v1/feeds/user:maya');
      await expect(response.json()).rejects.toThrow(SyntaxError);
    });

    it('lets calls wait by its clock', async () => {
      const mock = await start({ clock: createMockClock({ start: START, frozen: true }) });
      mock.faults.add({ kind: 'latency', ms: 500, jitterMs: 100 });
      let answered = false;
      const answer = call(mock, 'GET', '/v1/feeds/user:maya').then(() => {
        answered = true;
      });
      await mock.clock.advance(399);
      expect(answered).toBe(false);
      await mock.clock.advance(201);
      await answer;
    });

    it('strikes the share of calls that it is told, the same ones for the same seed', async () => {
      const outcomes = async () => {
        const mock = await start({ randomSeed: 7 });
        mock.faults.add({ kind: 'fail', rate: 0.3 });
        const statuses: number[] = [];
        for (let n = 0; n < 100; n++) statuses.push((await call(mock, 'GET', '/v1/health')).status);
        return statuses;
      };
      const first = await outcomes();
      expect(first.filter((status) => status === 503).length).toBeGreaterThan(15);
      expect(first.filter((status) => status === 503).length).toBeLessThan(45);
      expect(await outcomes()).toEqual(first);
    });

    it('refuses what it does not know, and says what it does', async () => {
      const { faults } = await start();
      const bad = (fault: object) => () => faults.add(fault as never);
      expect(bad({ kind: 'explode' })).toThrow('Known are: fail, latency, drop, truncate, frames.');
      expect(bad({ kind: 'fail', route: 'addActivty' })).toThrow('addActivity (POST /v1/feeds/:feedId/activities)');
      expect(bad({ kind: 'fail', code: 'timeout' })).toThrow('code: ');
      expect(bad({ kind: 'fail', code: 'nothing' })).toThrow('"rate_limited"');
      expect(bad({ kind: 'fail', tmes: 2 })).toThrow('tmes');
      expect(bad({ kind: 'latency', ms: -1 })).toThrow('ms: ');
      expect(faults.list()).toEqual([]);
    });
  });

  describe('faults of sockets', () => {
    const post = (mock: MockBackend) => call(mock, 'POST', FEED, POST);

    it('loses, repeats and reorders frames with events', async () => {
      const mock = await start();
      const maya = await connect(mock, 'maya');
      mock.faults.add({ kind: 'frames', effect: 'lose', times: 1 });
      mock.faults.add({ kind: 'frames', effect: 'repeat', times: 1 });
      mock.faults.add({ kind: 'frames', effect: 'reorder', times: 1 });
      for (let n = 0; n < 5; n++) await post(mock);
      await expect.poll(maya.offsets).toEqual([2, 2, 4, 3, 5]);
    });

    it('holds frames back in their order, and cuts them', async () => {
      const mock = await start({ clock: createMockClock({ start: START, frozen: true }) });
      const maya = await connect(mock, 'maya');
      mock.faults.add({ kind: 'frames', effect: 'delay', times: 1, ms: 1_000, event: 'feed.activity.added' });
      await post(mock);
      await post(mock);
      await mock.clock.advance(999);
      expect(maya.offsets()).toEqual([]);
      await mock.clock.advance(1);
      expect(maya.offsets()).toEqual([1, 2]);
      mock.faults.add({ kind: 'frames', effect: 'truncate', times: 1 });
      await post(mock);
      await expect.poll(() => maya.texts.length).toBe(maya.frames.length + 1);
    });

    it('drops sockets of one user, with or without a goodbye', async () => {
      const mock = await start();
      const [maya, leo] = [await connect(mock, 'maya'), await connect(mock, 'leo')];
      expect(mock.faults.dropSockets({ user: 'maya' })).toBe(1);
      await expect.poll(() => maya.ends).toEqual(['lost']);
      expect(mock.faults.dropSockets({ code: 4001 })).toBe(1);
      expect(leo.ends).toEqual([4001]);
      expect(() => mock.faults.dropSockets({ code: 1005 })).toThrow('1000 or 3000 to 4999');
    });

    it('keeps half-open sockets silent, both ways', async () => {
      const mock = await start();
      const maya = await connect(mock, 'maya');
      expect(mock.faults.halfOpenSockets({ user: 'maya' })).toBe(1);
      const before = maya.texts.length;
      maya.peer.message('{"id":3,"unsub":{"ch":"feed:user:maya"}}');
      await post(mock);
      await mock.clock.advance(60_000);
      expect([maya.texts.length, maya.ends]).toEqual([before, []]);
    });

    it('lets tokens expire ahead of their time, and takes those made later in the same millisecond', async () => {
      const mock = await start({ clock: createMockClock({ start: START, frozen: true }) });
      const [maya, leo] = [await connect(mock, 'maya'), await connect(mock, 'leo')];
      mock.faults.expireTokens({ user: 'maya' });
      expect([maya.ends, leo.ends]).toEqual([[4005], []]);
      const refused = await call(mock, 'GET', '/v1/feeds/user:maya', undefined, maya.token);
      expect([refused.status, await codeOf(refused)]).toEqual([401, 'token_expired']);
      expect((await call(mock, 'GET', '/v1/feeds/user:leo', undefined, leo.token)).status).toBe(200);
      const again = await tokenOf(mock, 'maya');
      expect((await call(mock, 'GET', '/v1/feeds/user:maya', undefined, again)).status).toBe(200);
    });
  });

  describe('events', () => {
    it('tells of calls, sockets, frames, events and faults, in their order and with no credentials', async () => {
      const mock = await start();
      const { token } = await connect(mock, 'maya');
      mock.faults.failNext('addActivity');
      await call(mock, 'POST', FEED, POST);
      await call(mock, 'POST', FEED, POST, token);
      const all = mock.events.all();
      expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
      expect(mock.events.requests('addActivity')).toMatchObject([
        { user: 'server', status: 503, code: 'unavailable' },
        { user: 'maya', status: 201, code: null, path: FEED, route: 'addActivity' },
      ]);
      expect(mock.events.of('feed.activity.added')).toMatchObject([{ offset: 1, ch: 'feed:user:maya' }]);
      expect(mock.events.frames({ user: 'maya', direction: 'out' }).at(-1)?.frame).toMatchObject({ ev: { offset: 1 } });
      expect(all.filter(({ kind }) => kind === 'socket')).toMatchObject([
        { state: 'opened', user: null },
        { state: 'connected', user: 'maya' },
      ]);
      expect(all.filter(({ kind }) => kind === 'fault')).toMatchObject([{ target: `POST ${FEED}` }]);
      expect(JSON.stringify(all)).not.toContain(token);
    });

    it('waits for what is to come, and says what did come instead', async () => {
      const mock = await start();
      const coming = mock.events.waitFor((event) => event.kind === 'event');
      await call(mock, 'POST', FEED, POST);
      expect(await coming).toMatchObject({ kind: 'event', event: { offset: 1 } });
      const never = mock.events.waitFor((event) => event.kind === 'fault', { timeoutMs: 1 });
      await expect(never).rejects.toThrow(`POST ${FEED} → 201 (server)`);
    });
  });

  describe('starting anew', () => {
    it('resets to its scenario: data, faults, events, clock and ids are as at first', async () => {
      const clock = createMockClock({ start: START, frozen: true });
      const mock = await start({ scenario: 'quickstart', randomSeed: 3, clock });
      const first = await (await call(mock, 'GET', '/v1/feeds/timeline:maya')).text();
      const { id } = (await (await call(mock, 'POST', FEED, POST)).json()) as { id: string };
      const maya = await connect(mock, 'maya');
      mock.faults.add({ kind: 'fail' });
      await clock.advance(1_000);
      await mock.reset();
      expect(maya.ends).toEqual([4001]);
      expect([mock.events.all(), mock.faults.list(), clock.now()]).toEqual([[], [], START]);
      expect(await (await call(mock, 'GET', '/v1/feeds/timeline:maya')).text()).toBe(first);
      expect(await (await call(mock, 'POST', FEED, POST)).json()).toMatchObject({ id });
    });

    it('starts from copies of what was seeded before, which share nothing but the seed data', async () => {
      const [one, two] = [await start({ scenario: 'quickstart' }), await start({ scenario: 'quickstart' })];
      const timeline = async (mock: MockBackend) =>
        ((await (await call(mock, 'GET', '/v1/feeds/timeline:maya')).json()) as Page<{ id: string }>).data;
      const seeded = await timeline(one);
      expect(await timeline(two)).toEqual(seeded);
      await call(one, 'POST', '/v1/feeds/timeline:maya/activities', POST);
      expect((await timeline(one)).length).toBe(seeded.length + 1);
      expect(await timeline(two)).toEqual(seeded);
      await one.reset();
      expect(await timeline(one)).toEqual(seeded);
      const epochs = await Promise.all(
        [one, two].map(async (mock) => (await connect(mock, 'maya')).frames[1] as { ok?: { epoch: string } }),
      );
      expect(epochs[0]?.ok?.epoch).not.toBe(epochs[1]?.ok?.epoch);
      expect(one.events.of('feed.activity.added')).toEqual([]);
    });

    it('seeds as well where a storage takes no copies', async () => {
      const openStorage = () => openSqlite();
      const [one, two] = [
        await start({ scenario: 'quickstart', openStorage }),
        await start({ scenario: 'quickstart', openStorage }),
      ];
      for (const mock of [one, two]) {
        expect(
          ((await (await call(mock, 'GET', '/v1/feeds/timeline:maya')).json()) as Page<unknown>).data,
        ).toHaveLength(3);
      }
    });

    it('seeds anew where the time is another one, so that seed data always ends in the present', async () => {
      const posts = scenario('posts', 'Three posts', [feed('user:maya').posts(3)]);
      const newest = async (at: number) => {
        const mock = await start({ scenario: posts, clock: createMockClock({ start: at, frozen: true }) });
        const page = (await (await call(mock, 'GET', '/v1/feeds/user:maya')).json()) as Page<{ time: string }>;
        return Date.parse(page.data[0]?.time ?? '');
      };
      const [first, later] = [await newest(START), await newest(START + 86_400_000)];
      expect(later - first).toBe(86_400_000);
    });

    it('restarts with its data and the offsets go on, or without and the epoch is new', async () => {
      const mock = await start();
      await call(mock, 'POST', FEED, POST);
      const before = await connect(mock, 'maya');
      const epochOf = ({ frames }: { frames: ServerFrame[] }) => (frames[1] as { ok?: { epoch: string } }).ok?.epoch;
      await mock.restart();
      expect(before.ends).toEqual([4001]);
      expect(await idsOf(mock)).toHaveLength(1);
      const kept = await connect(mock, 'maya');
      expect(epochOf(kept)).toBe(epochOf(before));
      await mock.restart({ keepData: false, crash: true });
      expect(kept.ends).toEqual(['lost']);
      expect(await idsOf(mock)).toEqual([]);
      expect(epochOf(await connect(mock, 'maya'))).not.toBe(epochOf(before));
    });

    it('breaks off the calls that run in a crash, and lets later ones wait until it is back', async () => {
      const mock = await start();
      const cut = call(mock, 'POST', FEED, POST);
      const back = mock.restart({ crash: true });
      const later = call(mock, 'GET', '/v1/health');
      expect((await cut).type).toBe('error');
      expect((await later).status).toBe(200);
      await back;
    });

    it('refuses a scenario that nobody knows before anything is lost', async () => {
      const mock = await start();
      await call(mock, 'POST', FEED, POST);
      await expect(mock.reset({ scenario: 'nothing' })).rejects.toThrow('Known are:');
      await expect(mock.seed('nothing')).rejects.toThrow('Known are:');
      expect(await idsOf(mock)).toHaveLength(1);
    });
  });
});
