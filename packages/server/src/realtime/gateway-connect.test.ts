import { CLOSE, LIMITS, SERVER_CLOSE, TIMING } from '@pulse-io/protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { ApiError } from '../api-error.js';
import { settle } from '../testing/fake-clock.js';
import { createTestGateway, KEY, SECRET, type TestGateway, type TestGatewayOptions } from './gateway.test-kit.js';

let kit: TestGateway | null = null;
const open = async (options?: TestGatewayOptions) => {
  kit = await createTestGateway(options);
  return kit;
};
afterEach(async () => {
  await kit?.close();
  kit = null;
});

describe('connect', () => {
  test('answers a user with the session, the end of its token and the limits', async () => {
    const { dial, tokenFor, clock } = await open();
    const client = dial({ origin: 'https://app.example' });
    const answer = await client.call({ connect: { key: KEY, token: tokenFor('alice'), sdk: 'test/1' } });
    expect(answer).toEqual({
      re: 1,
      ok: {
        session: expect.any(String),
        pingMs: TIMING.pingMs,
        exp: new Date(clock.now() + 3_600_000).toISOString(),
        now: new Date(clock.now()).toISOString(),
        limits: { frameBytes: 65536, channels: 128, framesPerSecond: 50, watchedUsers: 500 },
      },
    });
    expect(client.closed).toBeNull();
  });

  test('answers a server, whose grant has no end', async () => {
    const { dial, clock } = await open();
    const client = dial();
    expect(await client.call({ connect: { key: KEY, secret: SECRET } })).toMatchObject({ ok: { exp: null } });
    for (let n = 0; n < 200; n++) {
      await clock.advance(TIMING.pingMs);
      client.pong();
    }
    expect(client.closed).toBeNull();
  });

  test.each([
    ['an unknown key', { key: 'nobody', token: 'x' }, 'invalid_credentials', CLOSE.token],
    ['a wrong secret', { key: KEY, secret: 'wrong' }, 'invalid_credentials', CLOSE.token],
    ['a token that is none', { key: KEY, token: 'x' }, 'invalid_token', CLOSE.token],
    ['a key alone', { key: KEY }, 'unauthenticated', CLOSE.token],
  ])('is refused with %s', async (_, connect, code, closeCode) => {
    const { dial } = await open();
    const client = dial();
    expect(await client.call({ connect })).toMatchObject({ re: 1, err: { code, retryable: false } });
    expect(client.closed).toMatchObject({ code: closeCode, reason: expect.stringMatching(`^${code}: `) });
  });

  test('is refused with a token of another project, an expired or a revoked one', async () => {
    const { dial, tokenFor, clock, revoked } = await open();
    revoked.add('token-mallory');
    const connect = async (token: string) => {
      const client = dial();
      const answer = await client.call({ connect: { key: KEY, token } });
      return { answer, closed: client.closed };
    };
    expect(await connect(tokenFor('alice', { projectId: 'project-2' }))).toMatchObject({
      answer: { err: { code: 'invalid_token' } },
      closed: { code: CLOSE.token },
    });
    expect(await connect(tokenFor('alice', { expiresAt: clock.now() }))).toMatchObject({
      answer: { err: { code: 'token_expired' } },
      closed: { code: CLOSE.tokenExpired },
    });
    expect(await connect(tokenFor('mallory'))).toMatchObject({
      answer: { err: { code: 'token_revoked' } },
      closed: { code: CLOSE.token },
    });
  });

  test('with the secret and an Origin is forbidden', async () => {
    const { dial } = await open();
    const client = dial({ origin: 'https://app.example' });
    expect(await client.call({ connect: { key: KEY, secret: SECRET } })).toMatchObject({ err: { code: 'forbidden' } });
    expect(client.closed?.code).toBe(CLOSE.forbidden);
  });

  test('is waited for ten seconds', async () => {
    const { dial, clock } = await open();
    const client = dial();
    await clock.advance(TIMING.connectMs - 1);
    expect(client.closed).toBeNull();
    await clock.advance(1);
    expect(client.closed).toMatchObject({ code: CLOSE.noPong, reason: expect.stringContaining('connect') });
  });

  test('must be the first frame, and the only one of its kind', async () => {
    const { dial, user, tokenFor } = await open();
    const early = dial();
    expect(await early.call({ sub: { ch: 'project' } })).toMatchObject({ err: { code: 'bad_frame' } });
    expect(early.closed?.code).toBe(SERVER_CLOSE.badFrame);
    const ponging = dial();
    ponging.pong();
    expect(ponging.closed?.code).toBe(SERVER_CLOSE.badFrame);
    const twice = await user('alice');
    await twice.call({ connect: { key: KEY, token: tokenFor('alice') } });
    expect(twice.closed?.code).toBe(SERVER_CLOSE.badFrame);
  });

  test('tells to come back when the server cannot say', async () => {
    const { dial, logged } = await open({
      authenticate: () => async () => {
        throw new Error('secret detail');
      },
    });
    const client = dial();
    expect(await client.call({ connect: { key: KEY, token: 'x' } })).toEqual({
      re: 1,
      err: { code: 'internal_error', message: 'The server failed; try again.', retryable: true },
    });
    expect(client.closed?.code).toBe(SERVER_CLOSE.shutdown);
    expect(JSON.stringify(client.socket)).not.toContain('secret detail');
    expect(logged).toHaveLength(1);
  });

  test('passes on how long to wait', async () => {
    const { dial } = await open({
      authenticate: () => async () => {
        throw new ApiError('rate_limited', 'Slowly.', { retryAfterSeconds: 3 });
      },
    });
    const client = dial();
    expect(await client.call({ connect: { key: KEY } })).toMatchObject({ err: { retryAfterMs: 3_000 } });
  });

  test('lets frames that came with it wait for its end', async () => {
    const { dial, tokenFor } = await open();
    const client = dial();
    client.peer.message(JSON.stringify({ id: 1, connect: { key: KEY, token: tokenFor('alice') } }));
    client.peer.message(JSON.stringify({ id: 2, sub: { ch: 'feed:user:alice' } }));
    client.peer.message(JSON.stringify({ id: 3, unsub: { ch: 'feed:user:alice' } }));
    await settle();
    expect(client.socket.frames.map((frame) => 're' in frame && frame.re)).toEqual([1, 2, 3]);
  });

  test('of a socket that goes meanwhile leaves nothing behind', async () => {
    const { dial, tokenFor, presences } = await open();
    const client = dial();
    client.peer.message(JSON.stringify({ id: 1, connect: { key: KEY, token: tokenFor('alice') } }));
    client.peer.closed();
    await settle();
    expect(client.socket.frames).toEqual([]);
    expect(await presences.get('project-1', ['alice'])).toMatchObject([{ status: 'offline' }]);
  });
});

test.each([null, 'pulse.v2.json'])('the subprotocol %s is of another version', async (protocol) => {
  const { dial } = await open();
  const client = dial({ protocol });
  expect(client.closed).toMatchObject({ code: SERVER_CLOSE.version, reason: expect.stringContaining('pulse.v1.json') });
  await client.raw('{}');
  client.peer.closed();
});

test('a user has so many sockets and no more', async () => {
  const { user, dial, tokenFor } = await open({ socketsPerUser: 2 });
  const first = await user('alice');
  await user('alice');
  await user('bob');
  const third = dial();
  expect(await third.call({ connect: { key: KEY, token: tokenFor('alice') } })).toMatchObject({
    err: { code: 'conflict' },
  });
  expect(third.closed?.code).toBe(SERVER_CLOSE.connections);
  first.peer.closed();
  expect((await user('alice')).closed).toBeNull();
});

describe('a token', () => {
  test('that ends closes the socket', async () => {
    const { user, clock } = await open();
    const client = await user('alice', { expiresAt: clock.now() + 20_000 });
    await clock.advance(19_999);
    expect(client.closed).toBeNull();
    await clock.advance(1);
    expect(client.closed).toMatchObject({ code: CLOSE.tokenExpired, reason: expect.stringMatching('^token_expired') });
  });

  test('that lives longer than a timer can count is kept', async () => {
    const { user, clock } = await open();
    const client = await user('alice', { expiresAt: clock.now() + 60 * 86_400_000 });
    await settle();
    expect(client.closed).toBeNull();
  });

  test('is replaced by a refresh', async () => {
    const { user, clock, tokenFor } = await open();
    const client = await user('alice', { expiresAt: clock.now() + 20_000 });
    const expiresAt = clock.now() + 24_000;
    const answer = await client.call({ refresh: { token: tokenFor('alice', { expiresAt, tokenId: 'new' }) } });
    expect(answer).toEqual({ re: 2, ok: { exp: new Date(expiresAt).toISOString() } });
    await clock.advance(23_999);
    expect(client.closed).toBeNull();
    await clock.advance(1);
    expect(client.closed?.code).toBe(CLOSE.tokenExpired);
  });

  test.each([
    ['of another user', (kit: TestGateway) => kit.tokenFor('bob'), 'forbidden_user', CLOSE.token],
    [
      'of another project',
      (kit: TestGateway) => kit.tokenFor('alice', { projectId: 'project-2' }),
      'invalid_token',
      CLOSE.token,
    ],
    [
      'that has expired',
      (kit: TestGateway) => kit.tokenFor('alice', { expiresAt: 1 }),
      'token_expired',
      CLOSE.tokenExpired,
    ],
  ])('%s does not refresh', async (_, token, code, closeCode) => {
    const kit = await open();
    const client = await kit.user('alice');
    expect(await client.call({ refresh: { token: token(kit) } })).toMatchObject({ err: { code } });
    expect(client.closed?.code).toBe(closeCode);
  });

  test('does not refresh a server', async () => {
    const { server, tokenFor } = await open();
    const client = await server();
    await client.call({ refresh: { token: tokenFor('alice') } });
    expect(client.closed?.code).toBe(CLOSE.token);
  });

  test('that opens less takes away what it does not open', async () => {
    const { user, tokenFor } = await open();
    const client = await user('mod', { role: 'moderator' });
    await client.call({ sub: { ch: 'project' } });
    await client.call({ sub: { ch: 'feed:user:mod' } });
    await client.call({ refresh: { token: tokenFor('mod') } });
    expect(client.socket.frames.at(-1)).toEqual({ unsubd: { ch: 'project', code: 'not_found' } });
    expect(client.closed).toBeNull();
  });

  test('that was revoked closes its sockets in the same turn, and no others', async () => {
    const { user, revoke, append, clock } = await open();
    const revoked = await user('alice', { tokenId: 'bad' });
    const other = await user('alice', { tokenId: 'good' });
    await revoked.call({ sub: { ch: 'feed:user:alice' } });
    revoke({ tokenId: 'bad', identity: 'alice' });
    expect(revoked.closed).toMatchObject({ code: CLOSE.token, reason: expect.stringMatching('^token_revoked') });
    await append('user:alice');
    expect(revoked.events).toEqual([]);
    expect(other.closed).toBeNull();
    await clock.advance(1);
    const later = await user('alice', { tokenId: 'later', issuedAt: clock.now() });
    revoke({ identity: 'alice', beforeMs: clock.now() - 1 });
    expect(other.closed?.code).toBe(CLOSE.token);
    expect(later.closed).toBeNull();
  });

  test('that is revoked while it connects, or while it is taken for a refresh, is not missed', async () => {
    let onAuthenticated: () => void = () => {};
    const { user, dial, tokenFor, revoke } = await open({
      authenticate: (inner) => async (credentials) => {
        const grant = await inner(credentials);
        onAuthenticated();
        return grant;
      },
    });
    const revokeOnce = (tokenId: string) => () => {
      onAuthenticated = () => {};
      revoke({ tokenId, identity: 'alice' });
    };
    onAuthenticated = revokeOnce('one');
    const client = dial();
    await client.call({ connect: { key: KEY, token: tokenFor('alice', { tokenId: 'one' }) } });
    expect(client.closed?.code).toBe(CLOSE.token);
    const open_ = await user('alice', { tokenId: 'two' });
    onAuthenticated = revokeOnce('three');
    await open_.call({ refresh: { token: tokenFor('alice', { tokenId: 'three' }) } });
    expect(open_.closed?.code).toBe(CLOSE.token);
  });
});

describe('heartbeat', () => {
  test('pings, and a peer that answers lives on', async () => {
    const { user, clock } = await open();
    const client = await user('alice');
    for (let n = 1; n <= 5; n++) {
      await clock.advance(TIMING.pingMs);
      expect(client.pings).toBe(n);
      client.pong();
    }
    await clock.advance(10_000);
    expect(client.closed).toBeNull();
  });

  test('closes when no pong comes', async () => {
    const { user, clock } = await open();
    const client = await user('alice');
    await clock.advance(TIMING.pingMs + 9_999);
    expect(client.closed).toBeNull();
    await clock.advance(1);
    expect(client.closed?.code).toBe(CLOSE.noPong);
  });

  test('is not held up by a slow frame, nor is the end of the gateway', async () => {
    const { user, clock, gateway } = await open({
      presences: (inner) => ({ ...inner, get: () => new Promise(() => {}) }),
    });
    const client = await user('alice');
    client.peer.message(JSON.stringify({ id: 9, watch: { users: ['bob'] } }));
    for (let n = 0; n < 4; n++) {
      await clock.advance(TIMING.pingMs);
      client.pong();
    }
    expect(client.pings).toBe(4);
    expect(client.closed).toBeNull();
    const closing = gateway.close();
    await clock.advance(5_000);
    await closing;
  });
});

describe('close', () => {
  test('ends every socket with shutdown and takes no more', async () => {
    const { gateway, user, dial } = await open();
    const connected = await user('alice');
    const waiting = dial();
    await gateway.close();
    await gateway.close();
    for (const client of [connected, waiting, dial()]) {
      expect(client.closed).toMatchObject({
        code: SERVER_CLOSE.shutdown,
        reason: expect.stringMatching('^unavailable: '),
      });
    }
  });
});

test('more frames than a second may have close the socket', async () => {
  const { user, clock } = await open();
  const client = await user('alice');
  await clock.advance(1_000);
  for (let n = 0; n < LIMITS.framesPerSecond; n++) client.pong();
  await clock.advance(1_000);
  for (let n = 0; n < LIMITS.framesPerSecond; n++) client.pong();
  expect(client.closed).toBeNull();
  client.pong();
  expect(client.closed?.code).toBe(SERVER_CLOSE.rate);
});

test('a socket that throws harms nobody', async () => {
  const { user, append } = await open();
  const broken = await user('alice');
  const fine = await user('bob');
  for (const client of [broken, fine]) await client.call({ sub: { ch: 'feed:user:alice' } });
  broken.socket.send = () => {
    throw new Error('broken pipe');
  };
  broken.socket.close = () => {
    throw new Error('broken pipe');
  };
  await append('user:alice');
  expect(fine.events).toHaveLength(1);
  await broken.raw('nonsense');
});
