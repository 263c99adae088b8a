import { casesOf } from '../case.js';
import { expectEqual, expectMatch, expectThat } from '../expectations.js';
import { failExchange } from '../http/exchange.js';
import { readJwt } from '../tokens/jwt.js';

const HOUR_MS = 3600 * 1000;

export const tokenCases = casesOf('tokens', {
  'a-token-opens-the-api': [
    'A token that a server creates lets its user call.',
    async ({ server, userWith, name }) => {
      const identity = name('user');
      const created = await server.ok('createToken', { body: { identity } });
      expectEqual(created.identity, identity, 'identity');
      expectEqual(created.roomName, null, 'roomName');
      await userWith(identity, created.token).ok('listChannels', { query: {} });
    },
  ],
  'a-token-lives-4-hours': [
    'A token lives 4 hours unless `ttlSeconds` says otherwise, which is 60 to 86,400.',
    async ({ server, name }) => {
      const identity = name('user');
      const { time } = await server.ok('getHealth', {});
      for (const [body, ms] of [
        [{}, 4 * HOUR_MS],
        [{ ttlSeconds: 60 }, 60_000],
        [{ ttlSeconds: 86_400 }, 24 * HOUR_MS],
      ] as const) {
        const { expiresAt, token } = await server.ok('createToken', { body: { identity, ...body } });
        const lives = Date.parse(expiresAt) - Date.parse(time);
        expectThat(Math.abs(lives - ms) < 30_000, `a life of ${ms / 1000} s, not of ${lives / 1000} s`);
        expectEqual(Number(readJwt(token).payload.exp) * 1000, Date.parse(expiresAt), 'exp in the token');
      }
      for (const ttlSeconds of [59, 86_401, 0, 60.5]) {
        const request = { body: { identity, ttlSeconds } };
        await server.refused('createToken', request, 'invalid_request', { param: 'ttlSeconds' });
      }
    },
  ],
  'a-token-is-a-jwt': [
    'A token is a JWT signed with HS256, with `iss`, `sub`, `nbf`, `exp`, and a `pulse` claim with project and role.',
    async ({ server, name }) => {
      const identity = name('user');
      const { token } = await server.ok('createToken', { body: { identity, role: 'moderator' } });
      const { header, payload } = readJwt(token);
      expectMatch(header, { alg: 'HS256' }, 'header');
      expectMatch(payload, { sub: identity, pulse: { role: 'moderator' } }, 'payload');
      for (const claim of ['nbf', 'exp']) {
        expectThat(typeof payload[claim] === 'number', `a number as the claim ${claim}`);
      }
      expectThat(typeof payload.iss === 'string' && payload.iss !== '', 'the claim iss');
    },
  ],
  'a-token-opens-a-media-room': [
    'With a `roomName` the token carries the claims of LiveKit: the room as `<project>_<roomName>`, grants, metadata, attributes.',
    async ({ server, name }) => {
      const roomName = name('room');
      const permissions = { canPublish: true, canSubscribe: false, canPublishSources: ['camera' as const] };
      const body = { identity: name('user'), roomName, permissions, metadata: 'm', attributes: { a: 'b' } };
      const created = await server.ok('createToken', { body });
      expectEqual(created.roomName, roomName, 'roomName');
      const { payload } = readJwt(created.token);
      const { project } = payload.pulse as { project: string };
      expectMatch(
        payload,
        {
          video: { roomJoin: true, room: `${project}_${roomName}`, ...permissions },
          metadata: 'm',
          attributes: { a: 'b' },
        },
        'payload',
      );
    },
  ],
  'a-valid-token-is-told': [
    '`POST /v1/tokens/validate` tells whose a token is, what it permits, and until when.',
    async ({ server, name }) => {
      const identity = name('user');
      const permissions = { canPublish: true };
      const { token, expiresAt } = await server.ok('createToken', {
        body: { identity, permissions, roomName: name('room') },
      });
      const answer = await server.ok('validateToken', { body: { token } });
      expectMatch(answer, { valid: true, identity, permissions, expiresAt }, 'the validation');
      expectThat(answer.reason === undefined, 'no reason with a valid token');
    },
  ],
  'garbage-is-not-valid': [
    'What is no token is `valid: false` with the reason `malformed`, and 401 `invalid_token` as a credential.',
    async ({ server, userWith }) => {
      for (const token of ['x', 'a.b.c', 'eyJhbGciOiJIUzI1NiJ9..', '..']) {
        const answer = await server.ok('validateToken', { body: { token } });
        expectEqual(
          answer,
          { valid: false, identity: null, permissions: null, expiresAt: null, reason: 'malformed' },
          'the validation',
        );
        await userWith('x', token).refused('listChannels', {}, 'invalid_token');
      }
    },
  ],
  'dev-tokens-want-dev-mode': [
    'A server in dev mode makes a token for the bare key and an identity; every other refuses it with `dev_mode_only`.',
    async ({ key, userWith, skip, name }) => {
      const identity = name('user');
      const exchange = await key.call('createDevToken', { body: { identity } });
      if (exchange.status === 403 || exchange.status === 404) skip('the server is not in dev mode');
      if (exchange.status !== 201) failExchange(exchange, '201, or 403 dev_mode_only');
      const { token } = key.take('createDevToken', exchange);
      await userWith(identity, token).ok('listChannels', { query: {} });
    },
  ],
  'metadata-has-a-size': [
    'A token that would be too long for a header is refused with 400 `invalid_request`.',
    async ({ server, name }) => {
      const attributes = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`a${n}`, 'x'.repeat(1024)]));
      await server.refused('createToken', { body: { identity: name('user'), attributes } }, 'invalid_request');
    },
  ],
});
