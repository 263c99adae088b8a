import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tokenRoutes } from '@pulse-io/protocol/tokens';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveConfig } from '../config.js';
import { PulseError, RateLimitError, ValidationError } from '../errors.js';
import { ManualClock } from '../testing/manual-clock.js';
import { Http } from './http.js';
import { routes } from './route-table.js';
import { TokenSource } from './token-source.js';

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}
type Step = (response: ServerResponse) => void;

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Step =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const problem = (status: number, code: string, retryable = false, headers: Record<string, string> = {}): Step =>
  json(status, { code, detail: `it was ${code}`, status, retryable, requestId: 'r1', param: 'a.b' }, headers);
const cut: Step = (response) => response.destroy();
const PRESENCE = { userId: 'bob', status: 'online', lastSeenAt: null };

describe('Http', () => {
  let seen: Seen[];
  let steps: Step[];
  let clock: ManualClock;
  let baseUrl: string;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    const step = steps.shift();
    if (step) step(response);
  });

  beforeEach(async () => {
    seen = [];
    steps = [];
    clock = new ManualClock();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const asServer = (options = {}) =>
    new Http(resolveConfig({ apiKey: 'key', apiSecret: 'secret', baseUrl, clock, random: () => 0, ...options }), null);

  const asUser = (tokenProvider: () => string) => {
    const config = resolveConfig({ apiKey: 'key', tokenProvider, baseUrl, clock, random: () => 0 });
    return new Http(config, new TokenSource(config));
  };

  /** Runs timers that are due at once until the call ends. */
  const run = async <T>(call: Promise<T>): Promise<T> => {
    let done = false;
    call
      .catch(() => {})
      .finally(() => {
        done = true;
      });
    while (!done) await clock.advance(0);
    return call;
  };

  it('fills the path, sends key and secret, and answers the body', async () => {
    steps = [json(200, PRESENCE)];
    expect(await run(asServer().call('getPresence', { params: { userId: 'a:b@c' } }))).toEqual(PRESENCE);
    expect(seen[0]).toMatchObject({ method: 'GET', url: '/v1/presence/status/a%3Ab%40c' });
    expect(seen[0]?.headers).toMatchObject({ 'x-pulse-key': 'key', 'x-pulse-secret': 'secret' });
    expect(seen[0]?.headers).not.toHaveProperty('idempotency-key');
  });

  it('leaves out of the query what is undefined', async () => {
    steps = [json(200, { data: [], next: null })];
    await run(
      asServer().call('listActivities', { params: { feedId: 'user:a' }, query: { limit: 5, cursor: undefined } }),
    );
    expect(seen[0]?.url).toBe('/v1/feeds/user%3Aa?limit=5');
  });

  it.each(['', '.', '..'])('refuses %j in a path before it is sent', async (userId) => {
    await expect(asServer().call('getPresence', { params: { userId } })).rejects.toMatchObject({
      code: 'invalid_request',
      param: 'userId',
    });
    expect(seen).toEqual([]);
  });

  it('repeats a keyed write under one key after network errors, 408, 429 and 5xx', async () => {
    steps = [
      cut,
      problem(503, 'storage_unavailable', true),
      json(429, {}, { 'retry-after': '0' }),
      json(201, { source: 'a:a' }),
    ];
    const call = asServer().call('follow', { params: { feedId: 'timeline:a' }, body: { target: 'b' } });
    expect(await run(call)).toEqual({ source: 'a:a' });
    expect(seen).toHaveLength(4);
    const keys = seen.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-z]{26}$/);
    expect(new Set(seen.map(({ body }) => body)).size).toBe(1);
  });

  it('gives every call a key of its own, or the one given', async () => {
    steps = [json(201, {}), json(201, {}), json(201, {})];
    const http = asServer();
    const request = { params: { feedId: 'timeline:a' }, body: { target: 'b' } };
    await run(http.call('follow', request));
    await run(http.call('follow', request));
    await run(http.call('follow', request, { idempotencyKey: 'mine' }));
    const keys = seen.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(3);
    expect(keys[2]).toBe('mine');
  });

  it('gives up after three retries, with the last error', async () => {
    steps = Array.from({ length: 9 }, () => json(500, null));
    const error = await run(asServer().call('getPresence', { params: { userId: 'a' } })).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'unavailable', status: 500, retryable: true });
    expect(seen).toHaveLength(4);
  });

  it('never repeats what another try would not mend', async () => {
    steps = [problem(400, 'invalid_request')];
    const error = await run(asServer().call('getPresence', { params: { userId: 'a' } })).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ code: 'invalid_request', status: 400, requestId: 'r1', param: 'a.b' });
    expect(seen).toHaveLength(1);
  });

  it('makes no retry with retry: false', async () => {
    steps = [cut];
    const call = asServer({ retry: false }).call('getPresence', { params: { userId: 'a' } });
    await expect(run(call)).rejects.toMatchObject({ code: 'network_error', retryable: true });
    expect(seen).toHaveLength(1);
  });

  it('waits as long as Retry-After says, in seconds or until a date', async () => {
    const date = new Date(clock.now() + 2_000 + 7_000).toUTCString();
    steps = [json(429, {}, { 'retry-after': '2' }), json(503, {}, { 'retry-after': date }), json(200, PRESENCE)];
    const call = asServer().call('getPresence', { params: { userId: 'bob' } });
    await clock.untilTimer(2_000);
    await clock.advance(1_999);
    expect(seen).toHaveLength(1);
    await clock.advance(1);
    await clock.untilTimer(7_000);
    await clock.advance(7_000);
    expect(await call).toEqual(PRESENCE);
  });

  it('passes on an error whose Retry-After is beyond any patience', async () => {
    steps = [json(429, {}, { 'retry-after': '3600' })];
    const error = await run(asServer().call('getPresence', { params: { userId: 'bob' } })).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ retryAfterMs: 3_600_000 });
  });

  it('ends a try after its time and repeats it', async () => {
    steps = [() => {}, json(200, PRESENCE)];
    const call = asServer({ timeoutMs: 50 }).call('getPresence', { params: { userId: 'bob' } });
    while (seen.length === 0) await clock.advance(0);
    await clock.advance(50);
    expect(await run(call)).toEqual(PRESENCE);
  });

  it('rejects with aborted when its signal says so, with closed when the client is', async () => {
    steps = [() => {}, () => {}];
    const http = asServer();
    const controller = new AbortController();
    const first = http.call('getPresence', { params: { userId: 'a' } }, { signal: controller.signal }).catch((e) => e);
    const second = http.call('getPresence', { params: { userId: 'a' } }).catch((e) => e);
    while (seen.length < 2) await clock.advance(0);
    controller.abort('enough');
    expect(await first).toMatchObject({ code: 'aborted', cause: 'enough' });
    http.close();
    expect(await second).toMatchObject({ code: 'closed' });
    await expect(http.call('getPresence', { params: { userId: 'a' } })).rejects.toMatchObject({ code: 'closed' });
    expect(clock.pending).toEqual([]);
  });

  it('renews an expired token once and repeats the call with it', async () => {
    let made = 0;
    const http = asUser(() => `token-${++made}`);
    steps = [problem(401, 'token_expired'), json(200, PRESENCE)];
    await run(http.call('getPresence', { params: { userId: 'bob' } }));
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(seen[0]?.headers).not.toHaveProperty('x-pulse-secret');
  });

  it('makes no loop of a provider whose tokens have all expired', async () => {
    let made = 0;
    const http = asUser(() => `token-${++made}`);
    steps = Array.from({ length: 9 }, () => problem(401, 'token_expired'));
    const call = http.call('getPresence', { params: { userId: 'bob' } });
    await expect(run(call)).rejects.toMatchObject({ name: 'AuthError', code: 'token_expired' });
    expect([seen.length, made]).toEqual([2, 2]);
  });

  it('says what is missing when there are no credentials for a call', async () => {
    Object.assign(routes, tokenRoutes);
    const nobody = new Http(resolveConfig({ apiKey: 'key', baseUrl }), null);
    const user = asUser(() => 'token');
    await expect(nobody.call('getPresence', { params: { userId: 'a' } })).rejects.toMatchObject({
      code: 'invalid_config',
    });
    await expect(user.call('createToken', { body: { identity: 'a' } })).rejects.toMatchObject({
      code: 'invalid_config',
    });
    expect(seen).toEqual([]);
  });

  it.each(['null', '"a text"', '[]', '7', '{"half":', '', '<html>'])(
    'takes %j for the answer of something else, and repeats the call',
    async (body) => {
      const page: Step = (response) => response.writeHead(200).end(body);
      steps = [page, json(200, PRESENCE)];
      expect(await run(asServer().call('getPresence', { params: { userId: 'bob' } }))).toEqual(PRESENCE);
      steps = [page];
      const call = asServer({ retry: false }).call('getPresence', { params: { userId: 'bob' } });
      await expect(run(call)).rejects.toMatchObject({
        code: 'network_error',
        retryable: true,
        message: expect.stringContaining('Pulse server'),
        hint: expect.stringContaining('baseUrl'),
      });
    },
  );

  it('takes no code from the problem of something else, such as a gateway', async () => {
    steps = [json(403, { code: 'waf_blocked', detail: 'no' })];
    const error = await run(asServer().call('getPresence', { params: { userId: 'a' } })).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'forbidden', status: 403, retryable: false });
  });

  it('reads an answer that is no problem document by its status', async () => {
    steps = [(response) => response.writeHead(404).end('<html>')];
    const error = await run(asServer().call('getPresence', { params: { userId: 'a' } })).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(PulseError);
    expect(error).toMatchObject({ code: 'not_found', status: 404, retryable: false });
  });

  describe('a server that limits', () => {
    const presence = (http: Http, options = {}) => http.call('getPresence', { params: { userId: 'a' } }, options);
    const limited = (seconds: number) => problem(429, 'rate_limited', true, { 'retry-after': String(seconds) });
    const settled = async (calls: Promise<unknown>[]) => Promise.allSettled(calls);
    const until = async (test: () => boolean) => {
      while (!test()) await clock.advance(0);
    };

    it('is asked by one call of fifty when its time is over, and by the others spread over a second', async () => {
      let random = 0;
      const http = asServer({
        random: () => {
          random = (random + 0.618) % 1;
          return random;
        },
      });
      steps = [limited(5)];
      const first = presence(http);
      await until(() => clock.pending.length > 0 && seen.length === 1 && steps.length === 0);
      await until(() => clock.pending.some((ms) => ms < 6_000));
      const calls = [first, ...Array.from({ length: 50 }, () => presence(http))];
      await clock.advance(4_999);
      expect(seen).toHaveLength(1);
      let held: ServerResponse | undefined;
      steps = [(response) => (held = response), ...Array.from({ length: 50 }, () => json(200, PRESENCE))];
      await clock.advance(1_001);
      await until(() => held !== undefined);
      expect(seen).toHaveLength(2);
      json(200, PRESENCE)(held as ServerResponse);
      await until(() => clock.pending.length >= 50);
      expect(seen).toHaveLength(2);
      expect(clock.pending.at(-1)).toBeLessThanOrEqual(10_000);
      await clock.advance(500);
      const some = seen.length;
      await clock.advance(600);
      expect((await settled(calls)).map(({ status }) => status)).toEqual(calls.map(() => 'fulfilled'));
      expect(some).toBeLessThan(50);
      expect(seen).toHaveLength(52);
    });

    it('is asked once a window by fifty calls that all give up in the end', async () => {
      const http = asServer();
      steps = Array.from({ length: 9 }, () => limited(5));
      const calls = [presence(http)];
      await until(() => clock.pending.includes(5_000));
      calls.push(...Array.from({ length: 50 }, () => presence(http)));
      let results: PromiseSettledResult<unknown>[] | undefined;
      void settled(calls).then((all) => {
        results = all;
      });
      let windows = 0;
      for (; !results; windows++) {
        await until(() => results !== undefined || clock.pending.includes(5_000));
        await clock.advance(5_000);
      }
      expect(results.map((one) => one.status === 'rejected' && one.reason.code)).toEqual(
        calls.map(() => 'rate_limited'),
      );
      expect([seen.length, windows]).toEqual([5, 4]);
    });

    it('lets a waiting call be aborted, and its place be taken', async () => {
      const http = asServer();
      steps = [limited(5)];
      const first = presence(http);
      await until(() => clock.pending.includes(5_000));
      const controller = new AbortController();
      const waiting = presence(http, { signal: controller.signal });
      controller.abort();
      await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
      let held: ServerResponse | undefined;
      steps = [(response) => (held = response), json(200, PRESENCE)];
      await clock.advance(5_000);
      await until(() => held !== undefined);
      const second = presence(http);
      json(200, PRESENCE)(held as ServerResponse);
      expect(await run(Promise.all([first, second]))).toEqual([PRESENCE, PRESENCE]);
    });

    it('goes on with the next call when the one that went first is aborted', async () => {
      const http = asServer();
      const controller = new AbortController();
      steps = [limited(5)];
      const first = presence(http, { signal: controller.signal });
      await until(() => clock.pending.includes(5_000));
      const second = presence(http);
      steps = [() => {}, json(200, PRESENCE)];
      await clock.advance(5_000);
      await until(() => seen.length === 2);
      controller.abort();
      await expect(first).rejects.toMatchObject({ code: 'aborted' });
      expect(await run(second)).toEqual(PRESENCE);
    });

    it('is not waited for by what is worth nothing later', async () => {
      const http = asServer();
      steps = [limited(5)];
      const first = presence(http);
      await until(() => clock.pending.includes(5_000));
      await expect(presence(http, { once: true })).rejects.toMatchObject({ code: 'rate_limited' });
      expect(seen).toHaveLength(1);
      http.close();
      await expect(first).rejects.toMatchObject({ code: 'closed' });
      expect(clock.pending).toEqual([]);
    });

    it('is asked again after a minute, however much longer it wants', async () => {
      const http = asServer();
      steps = [limited(3_600), json(200, PRESENCE)];
      await expect(run(presence(http))).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 3_600_000 });
      const next = presence(http);
      await clock.advance(59_999);
      expect(seen).toHaveLength(1);
      await clock.advance(1);
      expect(await run(next)).toEqual(PRESENCE);
    });
  });
});
