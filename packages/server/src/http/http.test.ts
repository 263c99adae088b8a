import { ERRORS, type Operation, type Problem, ROUTES, readRoute, SERVER_LIMITS } from '@pulse-io/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryBus } from '../bus/memory-bus.js';
import { createFakeClock } from '../testing/fake-clock.js';
import { type Call, createTestBackend, type TestBackend } from '../testing/test-backend.js';

const activity = { actor: 'alice', verb: 'post', object: 'note' };
const FEED = '/v1/feeds/user:alice/activities';

describe('HTTP', () => {
  let t: TestBackend;
  let alice: Call & { token: string };
  const clock = createFakeClock(Date.parse('2026-11-21T12:00:00.000Z'));
  beforeEach(async () => {
    t = await createTestBackend('memory', { clock });
    alice = await t.a.user('alice');
  });
  afterEach(() => t.dispose());

  it('answers a problem in full, with the request id that the caller gave', async () => {
    const { status, headers, body } = await alice('GET', '/v1/feeds/timeline:bob', {
      headers: { 'x-request-id': 'r-1' },
    });
    expect(status).toBe(404);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(headers.get('x-request-id')).toBe('r-1');
    expect(body).toEqual({
      type: '/docs#error-not_found',
      title: ERRORS.not_found.title,
      status: 404,
      detail: 'The feed timeline:bob does not exist, or you may not see it.',
      code: 'not_found',
      requestId: 'r-1',
      retryable: false,
    } satisfies Problem);
  });

  it('makes a request id where the given one is malformed', async () => {
    const { headers } = await alice('GET', '/v1/health', { headers: { 'x-request-id': 'no spaces!' } });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-z]{26}$/);
  });

  it.each([
    ['an unknown field', { ...activity, colour: 'red' }, 400, 'unknown_field', 'colour'],
    [
      'an unknown field deeper down',
      { ...activity, attachments: [{ type: 'image', url: 'https://e.com', x: 1 }] },
      400,
      'unknown_field',
      'attachments.0.x',
    ],
    ['a wrong type', { ...activity, verb: 7 }, 400, 'invalid_request', 'verb'],
    ['a missing field', { actor: 'alice', verb: 'post' }, 400, 'invalid_request', 'object'],
    [
      'a script as a link',
      { ...activity, attachments: [{ type: 'link', url: 'javascript:alert(1)' }] },
      400,
      'invalid_request',
      'attachments.0.url',
    ],
    [
      'an over-long text',
      { ...activity, text: 'x'.repeat(SERVER_LIMITS.textChars + 1) },
      400,
      'invalid_request',
      'text',
    ],
    [
      'custom data over 16 KiB',
      { ...activity, custom: { a: 'x'.repeat(SERVER_LIMITS.customBytes) } },
      400,
      'invalid_request',
      'custom',
    ],
    ['custom data over 8 levels', { ...activity, custom: { a: [[[[[[[[1]]]]]]]] } }, 400, 'invalid_request', 'custom'],
    ['a body that is no object', '[1]', 400, 'invalid_request', 'body'],
    ['broken JSON', '{"actor":', 400, 'invalid_json', undefined],
    [
      'a __proto__ key',
      '{"actor":"alice","verb":"post","object":"x","custom":{"__proto__":{"admin":true}}}',
      400,
      'invalid_request',
      '__proto__',
    ],
    ['a constructor key', '{"constructor":{"prototype":{}},"actor":"alice"}', 400, 'invalid_request', 'constructor'],
    ['nesting without end', `{"custom":${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}}`, 400, 'invalid_request', 'a'],
    ['a NUL character', { ...activity, text: 'a\u0000b' }, 400, 'invalid_request', 'text'],
    ['half a surrogate pair', { ...activity, tags: ['x\ud800y'] }, 400, 'invalid_request', 'tags'],
    ['a NUL character in a key', { ...activity, custom: { 'a\u0000': 1 } }, 400, 'invalid_request', 'custom'],
    [
      'a body over 256 KiB',
      JSON.stringify({ ...activity, custom: { a: 'x'.repeat(SERVER_LIMITS.bodyBytes) } }),
      413,
      'body_too_large',
      undefined,
    ],
    [
      'an activity too large for a frame',
      {
        ...activity,
        text: '€'.repeat(10_000),
        custom: { a: '€'.repeat(5_000) },
        target: '€'.repeat(1_024),
        mentions: Array.from({ length: 50 }, (_, n) => `${n}`.padEnd(128, 'x')),
        attachments: Array.from({ length: 10 }, () => ({ type: 'link', url: `https://e.com/${'x'.repeat(2_000)}` })),
      },
      413,
      'body_too_large',
      undefined,
    ],
  ])('refuses %s', async (_, body, status, code, param) => {
    const reply = await alice('POST', FEED, { body });
    expect(reply.body).toMatchObject({ status, code });
    expect(reply.body.param).toBe(param);
    expect(JSON.stringify(reply.body)).not.toMatch(/\.[jt]s:\d|node_modules|\bat \w+ \(/);
  });

  it('reads deep nesting without falling over', async () => {
    const depth = 50_000;
    const body = `{"custom":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expect((await alice('POST', FEED, { body })).status).toBe(400);
  });

  it('refuses a body that is not declared as JSON, and one that is not UTF-8', async () => {
    const form = await alice('POST', FEED, { body: 'a=b', headers: { 'content-type': 'text/plain' } });
    expect(form.body).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    const bytes = await t.backend.fetch(
      new Request(`http://pulse.test${FEED}`, {
        method: 'POST',
        headers: {
          'x-pulse-key': t.a.apiKey,
          authorization: `Bearer ${alice.token}`,
          'content-type': 'application/json',
        },
        body: new Uint8Array([0x22, 0xff, 0x22]),
      }),
    );
    expect(await bytes.json()).toMatchObject({ code: 'invalid_json' });
  });

  it('refuses a large body that comes in pieces without a length', async () => {
    const pieces = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024).fill(0x20)),
    });
    const init = {
      method: 'POST',
      body: pieces,
      duplex: 'half',
      headers: {
        'x-pulse-key': t.a.apiKey,
        authorization: `Bearer ${alice.token}`,
        'content-type': 'application/json',
      },
    };
    const response = await t.backend.fetch(new Request(`http://pulse.test${FEED}`, init as RequestInit));
    expect(await response.json()).toMatchObject({ status: 413, code: 'body_too_large' });
  });

  it.each([
    ['limit=0', 'invalid_request', 'limit'],
    ['limit=101', 'invalid_request', 'limit'],
    ['limit=x', 'invalid_request', 'limit'],
    ['colour=red', 'unknown_field', 'colour'],
    ['__proto__=1', 'unknown_field', '__proto__'],
    ['limit=1&limit=2', 'invalid_request', 'limit'],
    ['cursor=nonsense', 'invalid_cursor', 'cursor'],
    ['cursor=e30.e30', 'invalid_cursor', 'cursor'],
  ])('refuses the query %s', async (query, code, param) => {
    expect((await alice('GET', `/v1/feeds/user:alice?${query}`)).body).toMatchObject({ status: 400, code, param });
  });

  it('binds a cursor to its list, its filters and its project', async () => {
    const bodies = [1, 2, 3].map((n) => ({ ...activity, text: `${n}` }));
    for (const body of bodies) {
      await t.a.server('POST', FEED, { body });
      await t.b.server('POST', FEED, { body });
    }
    const { body } = await alice<{ next: string }>('GET', '/v1/feeds/user:alice?limit=1');
    const cursor = encodeURIComponent(body.next);
    expect((await alice('GET', `/v1/feeds/user:alice?limit=2&cursor=${cursor}`)).status).toBe(200);
    for (const [call, path] of [
      [alice, '/v1/feeds/user:bob'],
      [alice, '/v1/feeds/alice/following'],
      [t.b.server, '/v1/feeds/user:alice'],
    ] as const) {
      expect((await call('GET', `${path}?cursor=${cursor}`)).body).toMatchObject({
        status: 400,
        code: 'invalid_cursor',
      });
    }
    expect((await alice('GET', `/v1/feeds/user:alice?cursor=${cursor}.x`)).body).toMatchObject({
      code: 'invalid_cursor',
    });
    const tampered = encodeURIComponent(body.next.replace(/^./, (char) => (char === 'A' ? 'B' : 'A')));
    expect((await alice('GET', `/v1/feeds/user:alice?cursor=${tampered}`)).body).toMatchObject({
      code: 'invalid_cursor',
    });
  });

  it('answers other methods and paths with 405 and 404', async () => {
    const patch = await alice('PATCH', '/v1/presence/online');
    expect(patch.body).toMatchObject({ status: 405, code: 'method_not_allowed' });
    expect(patch.headers.get('allow')).toBe('POST');
    expect((await alice('GET', '/v2/feeds')).body).toMatchObject({ status: 404, code: 'not_found' });
    expect((await alice('GET', '/v1/feeds/%E0%A4%A')).body).toMatchObject({ status: 400 });
  });

  it('answers under /api/v1 as under /v1', async () => {
    expect((await t.call('GET', '/api/v1/health')).body).toMatchObject({ status: 'ok' });
  });

  it.each([
    ['nothing', {}, 401, 'unauthenticated'],
    ['a key alone', { 'x-pulse-key': 'A' }, 401, 'unauthenticated'],
    ['an unknown key', { 'x-pulse-key': 'pulse_key_nobody', 'x-pulse-secret': 'x' }, 401, 'invalid_credentials'],
    ['a wrong secret', { 'x-pulse-key': 'A', 'x-pulse-secret': 'x' }, 401, 'invalid_credentials'],
    ['the secret of another project', { 'x-pulse-key': 'A', 'x-pulse-secret': 'B' }, 401, 'invalid_credentials'],
    ['a token that is none', { 'x-pulse-key': 'A', authorization: 'Bearer x.y.z' }, 401, 'invalid_token'],
    ['another scheme', { 'x-pulse-key': 'A', authorization: 'Basic abc' }, 401, 'invalid_token'],
  ])('refuses %s', async (_, headers, status, code) => {
    const real = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        value === 'A' ? t.a.apiKey : value === 'B' ? t.b.apiSecret : value,
      ]),
    );
    const reply = await t.call('GET', '/v1/feeds/user:alice', { headers: real });
    expect(reply.body).toMatchObject({ status, code });
  });

  it('refuses users where only servers may call, and dev tokens outside dev mode', async () => {
    const create = await alice('POST', '/v1/tokens/create', { body: { identity: 'bob' } });
    expect(create.body).toMatchObject({ status: 403, code: 'forbidden' });
    const dev = await t.call('POST', '/v1/tokens/dev', {
      headers: { 'x-pulse-key': t.a.apiKey },
      body: { identity: 'bob' },
    });
    expect(dev.body).toMatchObject({ status: 403, code: 'dev_mode_only' });
  });

  it('replays a keyed call within a day, and refuses its key for another request', async () => {
    const headers = { 'idempotency-key': 'key-1' };
    const first = await alice('POST', FEED, { body: activity, headers });
    const again = await alice('POST', FEED, { body: activity, headers });
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const other = await alice('POST', FEED, { body: { ...activity, object: 'other' }, headers });
    expect(other.body).toMatchObject({ status: 422, code: 'idempotency_mismatch' });
    const malformed = await alice('POST', FEED, { body: activity, headers: { 'idempotency-key': 'x'.repeat(256) } });
    expect(malformed.body).toMatchObject({ status: 400, param: 'Idempotency-Key' });
    // Keys are a caller's own.
    expect((await t.a.server('POST', FEED, { body: activity, headers })).headers.get('idempotent-replayed')).toBeNull();
  });

  it('keeps no token under an idempotency key, and replays it all the same', async () => {
    const create = () =>
      t.a.server<{ token: string }>('POST', '/v1/tokens/create', {
        body: { identity: 'bob' },
        headers: { 'idempotency-key': 'token-1' },
      });
    const [first, again] = [await create(), await create()];
    expect(again.body).toEqual(first.body);
    const stored = await t.storage.db.selectFrom('idempotencyKey').select('response').execute();
    expect(JSON.stringify(stored)).not.toContain(first.body.token.split('.')[2]);
  });

  it('refuses a token too long to be accepted', async () => {
    const attributes = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`a${n}`, 'x'.repeat(1_000)]));
    const reply = await t.a.server('POST', '/v1/tokens/create', { body: { identity: 'bob', attributes } });
    expect(reply.body).toMatchObject({ status: 400, code: 'invalid_request' });
  });

  it('answers what runs when it ends, and 503 to what comes later', async () => {
    const writes = Array.from({ length: 5 }, () => alice('POST', FEED, { body: activity }));
    const closing = t.backend.close();
    for (const { status } of await Promise.all(writes)) expect([201, 503]).toContain(status);
    await closing;
    const late = await alice('POST', FEED, { body: activity });
    expect(late.body).toMatchObject({ status: 503, code: 'unavailable', retryable: true });
  });

  it('answers a write as done when only the hint at it fails', async () => {
    const bus = {
      ...createMemoryBus(),
      publish: () => {
        throw new Error('the bus is down');
      },
    };
    const other = await createTestBackend('memory', { bus });
    const reply = await other.a.server('POST', FEED, { body: activity });
    expect(reply.status).toBe(201);
    await other.dispose();
  });

  it('takes a bare actor for the user of that very name only', async () => {
    const sly = await t.a.user('user:bob');
    const path = '/v1/feeds/user:user:bob/activities';
    expect((await sly('POST', path, { body: { ...activity, actor: 'user:bob' } })).body).toMatchObject({
      code: 'forbidden_user',
    });
    expect((await sly('POST', path, { body: { ...activity, actor: 'user:user:bob' } })).status).toBe(201);
  });

  it('does not start without secrets', async () => {
    await expect(createTestBackend('memory', { pepper: '' })).rejects.toThrow(
      'pepper must have at least 32 characters',
    );
    const tokens = { key: { id: 'pulse', secret: 'short' } };
    await expect(createTestBackend('memory', { tokens })).rejects.toThrow('tokens.key.secret must have at least 32');
  });

  it('replays a deletion instead of missing what it deleted', async () => {
    const { body } = await alice<{ id: string }>('POST', FEED, { body: activity });
    const remove = () => alice('DELETE', `${FEED}/${body.id}`, { headers: { 'idempotency-key': 'gone' } });
    expect([(await remove()).status, (await remove()).status]).toEqual([200, 200]);
  });

  it('lets a page call it, but never with the secret', async () => {
    const preflight = await t.call('OPTIONS', FEED, {
      headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
    });
    const allowed = preflight.headers.get('access-control-allow-headers')?.toLowerCase() ?? '';
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(allowed).toContain('x-pulse-key');
    expect(allowed).not.toContain('x-pulse-secret');
  });

  it('tells of a failure inside without its cause', async () => {
    await t.storage.close();
    const { body } = await alice('GET', '/v1/feeds/user:alice');
    expect(body).toMatchObject({ status: 500, code: 'internal_error', retryable: true });
    expect(JSON.stringify(body)).not.toMatch(/database|sqlite/i);
  });

  it('names every route of the protocol in its OpenAPI document and its reference', async () => {
    const { body } = await t.call<{ paths: Record<string, object> }>('GET', '/v1/openapi.json');
    const paths = (Object.keys(ROUTES) as Operation[]).map((operation) =>
      readRoute(operation).path.replaceAll(/:(\w+)/g, '{$1}'),
    );
    expect(Object.keys(body.paths).sort()).toEqual([...new Set(paths)].sort());
    const docs = await t.call<string>('GET', '/docs');
    expect(docs.headers.get('content-type')).toContain('text/html');
    const shown = docs.body.replaceAll(/<[^>]*>/g, '');
    for (const path of paths) expect(shown).toContain(path);
  });
});

describe('rate limits', () => {
  it('count calls that are refused for their caller, too', async () => {
    const t = await createTestBackend('memory', {
      rateLimits: { project: { quota: 3, windowSeconds: 60 }, anonymous: null },
    });
    const alice = await t.a.user('alice');
    const create = async () => (await alice('POST', '/v1/tokens/create', { body: { identity: 'x' } })).status;
    expect([await create(), await create(), await create()]).toEqual([403, 403, 429]);
    await t.dispose();
  });

  it('stop a project at its quota and callers without credentials at theirs, and open again', async () => {
    const clock = createFakeClock(Date.parse('2026-11-21T12:00:00.000Z'));
    const t = await createTestBackend('memory', {
      clock,
      rateLimits: { project: { quota: 3, windowSeconds: 60 }, anonymous: { quota: 2, windowSeconds: 60 } },
    });
    const path = '/v1/presence/status/alice';
    const statuses = async (call: Call, times: number) => {
      const found: number[] = [];
      for (let n = 0; n < times; n++) found.push((await call('GET', path)).status);
      return found;
    };
    expect(await statuses(t.a.server, 4)).toEqual([200, 200, 200, 429]);
    expect(await statuses(t.b.server, 1)).toEqual([200]);
    expect(await statuses(t.call, 3)).toEqual([401, 401, 429]);
    const health: number[] = [];
    for (let n = 0; n < 5; n++) health.push((await t.call('GET', '/v1/health')).status);
    expect(health, 'a watchman is never turned away').toEqual([200, 200, 200, 200, 200]);
    await clock.advance(20_000);
    const limited = await t.a.server('GET', path);
    expect(limited.body).toMatchObject({ code: 'rate_limited', retryable: true });
    expect(limited.headers.get('retry-after')).toBe('40');
    expect(limited.headers.get('ratelimit')).toBe('"project";r=0;t=40');
    expect(limited.headers.get('ratelimit-policy')).toBe('"project";q=3;w=60');
    await clock.advance(40_000);
    expect(await statuses(t.a.server, 1)).toEqual([200]);
    await t.dispose();
  });
});
