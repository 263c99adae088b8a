import type { EdgeTokenValidation, TokenCacheStats, TokenValidation, UserToken } from '@pulse-io/protocol';
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBackend } from '../create-backend.js';
import { createFakeClock } from '../testing/fake-clock.js';
import { caller, createTestBackend, quietLogger, type TestBackend } from '../testing/test-backend.js';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');
const SECRET = 'test-token-secret-of-32-bytes-xx';
const LIVEKIT = {
  apiKey: 'lk-key',
  apiSecret: 'livekit-secret-of-at-least-32-bytes',
  urls: { 'us-east': 'wss://us.example' },
};

describe('tokens', () => {
  let t: TestBackend;
  let clock: ReturnType<typeof createFakeClock>;
  beforeEach(async () => {
    clock = createFakeClock(NOW);
    t = await createTestBackend('memory', { clock });
  });
  afterEach(() => t.dispose());

  const create = async (body: Record<string, unknown>) =>
    (await t.a.server<UserToken>('POST', '/v1/tokens/create', { body })).body;
  const validate = async (token: string) =>
    (await t.a.server<TokenValidation>('POST', '/v1/tokens/validate', { body: { token } })).body;
  const edge = async (token: string) =>
    (await t.a.server<EdgeTokenValidation>('POST', '/v1/tokens/validate/edge', { body: { token } })).body;
  const stats = async () => (await t.a.server<TokenCacheStats>('GET', '/v1/tokens/cache/stats')).body;

  it('open the API and the LiveKit room with one JWT', async () => {
    const permissions = { canPublish: true, canSubscribe: true, canPublishSources: ['camera'] };
    const made = await create({
      identity: 'alice',
      roomName: 'lobby',
      permissions,
      name: 'Alice',
      attributes: { a: '1' },
    });
    expect(made).toMatchObject({
      identity: 'alice',
      roomName: 'lobby',
      url: null,
      expiresAt: '2026-11-21T16:00:00.000Z',
    });
    expect(decodeJwt(made.token)).toMatchObject({
      iss: 'pulse',
      sub: 'alice',
      iat: NOW / 1000,
      nbf: NOW / 1000,
      exp: NOW / 1000 + 4 * 3600,
      name: 'Alice',
      attributes: { a: '1' },
      video: { ...permissions, roomJoin: true, room: `${t.a.id}_lobby` },
      pulse: { project: t.a.id, role: 'user', room: 'lobby' },
    });
    expect(await validate(made.token)).toEqual({
      valid: true,
      identity: 'alice',
      permissions: { ...permissions, roomJoin: undefined },
      expiresAt: made.expiresAt,
    });
  });

  it('are signed by LiveKit’s key pair where one is configured, and tell its address', async () => {
    const own = await create({ identity: 'alice' });
    await t.dispose();
    t = await createTestBackend('memory', {
      clock,
      tokens: { key: { id: 'pulse', secret: SECRET }, livekit: LIVEKIT },
    });
    const made = await create({ identity: 'alice', region: 'eu-west' });
    expect(decodeJwt(made.token).iss).toBe('lk-key');
    expect(made).toMatchObject({ url: 'wss://us.example', region: 'us-east' });
    expect(await validate(made.token)).toMatchObject({ valid: true });
    // Signed before LiveKit was configured: the key is chosen by `iss`, but the project is another one here.
    expect(await validate(own.token)).toMatchObject({ valid: false, reason: 'project' });
  });

  it('name the nearest healthy media server', async () => {
    const down = new Set<string>();
    const fetch = async (input: RequestInfo | URL) => {
      if (down.has(String(input))) throw new TypeError('unreachable');
      return new Response('OK');
    };
    const urls = { 'us-east': 'wss://us', 'eu-west': 'wss://eu', 'asia-south': 'wss://asia' };
    await t.dispose();
    t = await createTestBackend('memory', {
      clock,
      fetch,
      tokens: { key: { id: 'pulse', secret: SECRET }, livekit: { ...LIVEKIT, urls } },
    });
    const regionFor = async (region: string) => (await create({ identity: 'a', region })).region;
    expect([await regionFor('eu-west'), await regionFor('eu-central'), await regionFor('us-west')]).toEqual([
      'eu-west',
      'eu-west',
      'us-east',
    ]);
    down.add('https://eu');
    await clock.advance(10_000);
    await regionFor('eu-west');
    await expect.poll(() => regionFor('eu-west')).toBe('us-east');
    down.clear();
    await clock.advance(10_000);
    await regionFor('eu-west');
    await expect.poll(() => regionFor('eu-west')).toBe('eu-west');
  });

  const claims = () => ({
    iss: 'pulse',
    sub: 'alice',
    jti: 'j1',
    iat: NOW / 1000,
    nbf: NOW / 1000,
    exp: NOW / 1000 + 60,
    video: {},
    pulse: { project: t.a.id, role: 'user', issuedAt: NOW },
  });
  const sign = (payload: Record<string, unknown>, secret = SECRET, alg = 'HS256') =>
    new SignJWT(payload).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));

  it.each([
    ['no JWT', async () => 'abc', 'malformed'],
    ['alg none', async () => new UnsecuredJWT(claims()).encode(), 'signature'],
    ['another algorithm under the right secret', () => sign(claims(), SECRET.repeat(2), 'HS512'), 'signature'],
    ['a wrong secret', () => sign(claims(), 'x'.repeat(32)), 'signature'],
    ['an unknown issuer', () => sign({ ...claims(), iss: 'stranger' }), 'issuer'],
    ['no expiry', () => sign({ ...claims(), exp: undefined }), 'malformed'],
    ['an expiry in the past', () => sign({ ...claims(), exp: NOW / 1000 - 60 }), 'expired'],
    ['a start far in the future', () => sign({ ...claims(), nbf: NOW / 1000 + 3600 }), 'not_yet_valid'],
    ['a longer life than a revocation has', () => sign({ ...claims(), exp: NOW / 1000 + 25 * 3600 }), 'malformed'],
    ['an end beyond all dates', () => sign({ ...claims(), exp: 1e15 }), 'malformed'],
    ['an identity that is none', () => sign({ ...claims(), sub: 'a b' }), 'malformed'],
    ['no pulse claim', () => sign({ ...claims(), pulse: undefined }), 'malformed'],
    [
      'a room of another name for LiveKit',
      () =>
        sign({
          ...claims(),
          video: { room: 'other_x' },
          pulse: { project: t.a.id, role: 'user', issuedAt: NOW, room: 'x' },
        }),
      'malformed',
    ],
    [
      'another project',
      () => sign({ ...claims(), pulse: { project: t.b.id, role: 'user', issuedAt: NOW } }),
      'project',
    ],
  ])('refuse %s', async (_, make, reason) => {
    const token = await make();
    const refused = { valid: false, identity: null, permissions: null, expiresAt: null, reason };
    expect(await validate(token)).toEqual(refused);
    expect(await edge(token)).toEqual({ ...refused, cached: false });
  });

  it('end when they expire, also in the cache', async () => {
    const { token } = await create({ identity: 'alice', ttlSeconds: 60 });
    expect(await edge(token)).toMatchObject({ valid: true, cached: false });
    expect(await edge(token)).toMatchObject({ valid: true, cached: true });
    await clock.advance(66_000);
    expect(await edge(token)).toMatchObject({ valid: false, reason: 'expired' });
    const headers = { 'x-pulse-key': t.a.apiKey, authorization: `Bearer ${token}` };
    expect((await t.call('GET', '/v1/feeds/user:alice', { headers })).body).toMatchObject({
      status: 401,
      code: 'token_expired',
    });
  });

  it('are cached for 300 s, counted, and forgotten on demand', async () => {
    const tokens = [await create({ identity: 'a' }), await create({ identity: 'b' })].map(({ token }) => token);
    for (const token of [...tokens, ...tokens]) await edge(token);
    expect(await stats()).toMatchObject({ driver: 'memory', size: 2, hits: 2, misses: 2, ttlSeconds: 300 });
    const other = await t.b.server('POST', '/v1/tokens/cache/invalidate', { body: { token: tokens[0] } });
    expect(other.body).toEqual({ invalidated: 0 });
    const one = await t.a.server('POST', '/v1/tokens/cache/invalidate', { body: { token: tokens[0] } });
    expect(one.body).toEqual({ invalidated: 1 });
    expect(await edge(tokens[0] ?? '')).toMatchObject({ cached: false });
    expect((await t.a.server('POST', '/v1/tokens/cache/invalidate', { body: {} })).body).toEqual({ invalidated: 2 });
    await edge(tokens[0] ?? '');
    await clock.advance(300_000);
    expect(await edge(tokens[0] ?? '')).toMatchObject({ cached: false });
  });

  it('are void from the moment of their revocation, cached or not', async () => {
    const [first, second] = [await create({ identity: 'alice' }), await create({ identity: 'alice' })];
    for (const { token } of [first, second]) expect(await edge(token)).toMatchObject({ valid: true });
    const revoke = (body: object) => t.a.server('POST', '/v1/tokens/revoke', { body });
    expect((await revoke({ token: first.token })).body).toEqual({ identity: 'alice', before: null });
    expect(await edge(first.token)).toMatchObject({ valid: false, reason: 'revoked' });
    expect(await edge(second.token)).toMatchObject({ valid: true });
    // Revoking again is no error: the answer of the first call may have been lost.
    expect((await revoke({ token: first.token })).status).toBe(200);
    expect((await revoke({ identity: 'alice' })).body).toEqual({
      identity: 'alice',
      before: '2026-11-21T12:00:00.000Z',
    });
    expect(await edge(second.token)).toMatchObject({ valid: false, reason: 'revoked' });
    const headers = { 'x-pulse-key': t.a.apiKey, authorization: `Bearer ${second.token}` };
    expect((await t.call('GET', '/v1/feeds/user:alice', { headers })).body).toMatchObject({
      status: 401,
      code: 'token_revoked',
    });
    await clock.advance(1);
    expect(await edge((await create({ identity: 'alice' })).token)).toMatchObject({ valid: true });
  });

  it('stay void when a process with a slower clock revokes them again', async () => {
    const { token } = await create({ identity: 'alice' });
    const revoke = () => t.a.server('POST', '/v1/tokens/revoke', { body: { identity: 'alice' } });
    await revoke();
    const slow = await createBackend({
      storage: t.storage,
      pepper: 'test-pepper-of-at-least-32-characters',
      tokens: { key: { id: 'pulse', secret: SECRET } },
      clock: createFakeClock(NOW - 60_000),
      logger: quietLogger,
    });
    const headers = { 'x-pulse-key': t.a.apiKey, 'x-pulse-secret': t.a.apiSecret };
    expect((await caller(slow, headers)('POST', '/v1/tokens/revoke', { body: { identity: 'alice' } })).status).toBe(
      200,
    );
    expect(await validate(token)).toMatchObject({ valid: false, reason: 'revoked' });
  });

  it('revokes nothing for a token that is none, and nothing in another project', async () => {
    const { token } = await create({ identity: 'alice' });
    const foreign = await t.b.server('POST', '/v1/tokens/revoke', { body: { token } });
    expect(foreign.body).toMatchObject({ status: 400, code: 'invalid_request', param: 'token' });
    await t.b.server('POST', '/v1/tokens/revoke', { body: { identity: 'alice' } });
    expect(await edge(token)).toMatchObject({ valid: true });
  });

  it('come for a bare key in dev mode', async () => {
    await t.dispose();
    t = await createTestBackend('memory', { clock, devMode: true });
    const made = await t.call<UserToken>('POST', '/v1/tokens/dev', {
      headers: { 'x-pulse-key': t.a.apiKey },
      body: { identity: 'dev' },
    });
    expect(made.status).toBe(201);
    expect(await validate(made.body.token)).toMatchObject({ valid: true, identity: 'dev' });
  });
});
