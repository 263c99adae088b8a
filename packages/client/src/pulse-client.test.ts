import { describe, expect, expectTypeOf, it } from 'vitest';
import { devTokenProvider, PulseClient, type PulseClientOptions, type WebSocketConstructor } from './index.js';
import { createTestClient } from './testing/client.js';
import { fakeToken } from './testing/fakes.js';
import { Failure } from './testing/scripted-fetch.js';

const DEV = 'POST /v1/tokens/dev';
const BOB = { userId: 'bob', status: 'online', lastSeenAt: null };

describe('PulseClient', () => {
  it('makes no call and opens no socket by being made', async () => {
    const { clock, http, server } = createTestClient();
    await clock.advance(1_000);
    expect([http.calls.length, server.sockets.length, clock.pending]).toEqual([0, 0, []]);
  });

  it('is a user of the mock server with an identity alone', async () => {
    const { pulse, http } = createTestClient({ identity: 'alice' });
    http.handlers[DEV] = () => ({ token: fakeToken('alice', 9e15) });
    http.handlers['GET /v1/presence/status/bob'] = () => BOB;
    expect(await pulse.presence.get('bob')).toEqual(BOB);
    expect(http.calls[0]).toMatchObject({ path: '/v1/tokens/dev', body: { identity: 'alice' } });
    expect(http.calls[1]?.headers.get('authorization')).toBe(`Bearer ${fakeToken('alice', 9e15)}`);
  });

  it('passes on, with a hint, that another server gives no dev tokens', async () => {
    const { pulse, http, clock } = createTestClient({ identity: 'alice' });
    http.handlers[DEV] = () => {
      throw new Failure(403, 'dev_mode_only');
    };
    const error = await pulse.presence.get('bob').catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'dev_mode_only', hint: expect.stringContaining('tokenProvider') });
    expect(http.calls).toHaveLength(1);
    pulse.presence.watch(['bob']);
    await clock.advance(0);
    expect(pulse.connection.error).toMatchObject({ code: 'dev_mode_only' });
  });

  it('asks its own token provider rather than for a dev token', async () => {
    const { pulse, http } = createTestClient({ identity: 'alice', tokenProvider: () => 'mine' });
    http.handlers['GET /v1/presence/status/bob'] = () => BOB;
    await pulse.presence.get('bob');
    expect(http.calls.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer mine']);
  });

  it('calls the token routes with the secret, in its own region', async () => {
    const { pulse, http } = createTestClient({ apiSecret: 'secret', region: 'eu-west' });
    const answers = ['create', 'validate', 'validate/edge', 'revoke', 'cache/invalidate'];
    for (const path of answers) http.handlers[`POST /v1/tokens/${path}`] = () => ({ path });
    http.handlers['GET /v1/tokens/cache/stats'] = () => ({ path: 'cache/stats' });
    const { tokens } = pulse;
    await tokens.create({ identity: 'a' });
    await tokens.create({ identity: 'a', region: 'us-east' });
    await tokens.validate('t');
    await tokens.validateEdge('t');
    await tokens.revoke({ identity: 'a' });
    await tokens.invalidateCache();
    await tokens.invalidateCache('t');
    expect(await tokens.cacheStats()).toEqual({ path: 'cache/stats' });
    expect(http.calls.map(({ body }) => body)).toEqual([
      { identity: 'a', region: 'eu-west' },
      { identity: 'a', region: 'us-east' },
      { token: 't' },
      { token: 't' },
      { identity: 'a' },
      {},
      { token: 't' },
      undefined,
    ]);
    expect(http.calls[0]?.headers.get('x-pulse-secret')).toBe('secret');
  });

  it('rejects the token routes without a secret', async () => {
    const { pulse } = createTestClient({ token: 't' });
    await expect(pulse.tokens.create({ identity: 'a' })).rejects.toMatchObject({
      code: 'invalid_config',
      message: expect.stringContaining('apiSecret'),
    });
  });

  it('ends everything with close, twice too', async () => {
    const { pulse, clock, http } = createTestClient();
    http.handlers['GET /v1/feeds/user:a'] = () => ({ data: [], next: null });
    const feed = pulse.feeds.get('user:a');
    await feed.watch();
    pulse.close();
    pulse.close();
    expect([pulse.connection.state, clock.pending]).toEqual(['closed', []]);
    expect(feed.state.getSnapshot()).toMatchObject({ status: 'error', error: { code: 'closed' } });
    await expect(pulse.presence.get('bob')).rejects.toMatchObject({ code: 'closed' });
    await expect(pulse.feeds.get('user:b').watch()).rejects.toMatchObject({ code: 'closed' });
  });

  it('tells each state of its connection', async () => {
    const { pulse, clock } = createTestClient();
    const states: string[] = [];
    const end = pulse.connection.on('state', (state, previous) => states.push(`${previous} ${state}`));
    pulse.presence.watchRoom('r');
    await clock.advance(0);
    end();
    pulse.close();
    expect(states).toEqual(['idle connecting', 'connecting connected']);
  });

  it('makes dev tokens for who brings a client of their own', async () => {
    const { http } = createTestClient();
    http.handlers[DEV] = () => ({ token: 'made' });
    expect(await devTokenProvider({ apiKey: 'k', identity: 'a', fetch: http.fetch })()).toBe('made');
  });
});

it('takes the WebSocket and fetch of the platform', () => {
  expectTypeOf(WebSocket).toExtend<WebSocketConstructor>();
  expectTypeOf({ apiKey: 'k', WebSocket, fetch, logger: console }).toExtend<PulseClientOptions>();
  expect(() => new PulseClient({ apiKey: 'k', WebSocket, fetch, logger: console })).not.toThrow();
});
