import { SUBPROTOCOL } from '@pulse-io/protocol';
import { casesOf } from '../../case.js';
import { expectEqual, expectThat } from '../../expectations.js';
import { readJwt, signJwt } from '../../tokens/jwt.js';

export const connectingCases = casesOf('realtime', {
  'connecting-answers-with-a-session': [
    'A socket under the subprotocol `pulse.v1.json` is answered with a session, heartbeat, limits, its token’s end and the time.',
    async ({ server, connected, name }) => {
      const { token, expiresAt } = await server.ok('createToken', { body: { identity: name('user') } });
      const { socket, ok } = await connected({ token });
      expectEqual(socket.protocol, SUBPROTOCOL, 'the subprotocol');
      expectEqual(ok.exp, expiresAt, 'exp');
      expectEqual(ok.pingMs, 25_000, 'pingMs');
      const limits = { frameBytes: 65_536, channels: 128, framesPerSecond: 50, watchedUsers: 500 };
      expectEqual(ok.limits, limits, 'limits');
      const drift = Math.abs(Date.parse(ok.now) - Date.now());
      expectThat(drift < 24 * 3600 * 1000, `a time near to now, not ${ok.now}`);
      const other = await connected({ token });
      expectThat(other.ok.session !== ok.session, 'another session for another socket');
    },
  ],
  'the-api-prefix-has-sockets-too': [
    'Sockets are taken under `/api/v1/realtime` as under `/v1/realtime`.',
    async ({ dial, target, user }) => {
      const { token } = await user();
      const socket = await dial(SUBPROTOCOL, '/api/v1/realtime');
      await socket.ask('connect', { key: target.apiKey, token });
    },
  ],
  'another-subprotocol-is-closed': [
    'A socket under another subprotocol is closed with 4406.',
    async ({ dial }) => {
      await (await dial('pulse.v0.xml')).closedWith(4406);
    },
  ],
  'ours-is-chosen-among-others': [
    'Of several subprotocols that are offered the server takes `pulse.v1.json`.',
    async ({ dial, target, user }) => {
      const socket = await dial(['other.v1', SUBPROTOCOL]);
      expectEqual(socket.protocol, SUBPROTOCOL, 'the subprotocol');
      await socket.ask('connect', { key: target.apiKey, token: (await user()).token });
    },
  ],
  'bad-tokens-are-closed': [
    'A token that is not valid or was revoked is answered with its code, and the socket closed with 4401.',
    async ({ dial, target, user, server }) => {
      const { token } = await user();
      await server.ok('revokeToken', { body: { token } });
      for (const [bad, code] of [
        ['x', 'invalid_token'],
        [token, 'token_revoked'],
      ] as const) {
        const socket = await dial();
        await socket.refused('connect', { key: target.apiKey, token: bad }, code);
        const { reason } = await socket.closedWith(4401);
        expectThat(reason.startsWith(code), `a reason that begins with ${code}, not “${reason}”`);
      }
    },
  ],
  'bad-keys-are-closed': [
    'A key that no project has, a wrong secret, and a key alone, are closed with 4401.',
    async ({ dial, target, user, name }) => {
      const { token } = await user();
      const unknown = `pulse_key_${name()}`;
      const first = await dial();
      await first.refused('connect', { key: unknown, token }, 'invalid_credentials');
      await first.closedWith(4401);
      const second = await dial();
      await second.refused('connect', { key: target.apiKey }, 'unauthenticated');
      await second.closedWith(4401);
      if (target.sendsOrigin) return;
      const third = await dial();
      await third.refused('connect', { key: target.apiKey, secret: `pulse_secret_${name()}` }, 'invalid_credentials');
      await third.closedWith(4401);
    },
  ],
  'expired-tokens-are-closed': [
    'A token after its end is answered with `token_expired` and closed with 4005: the client gets a new one first.',
    async ({ dial, target, user, skip }) => {
      const { payload } = readJwt((await user()).token);
      if (!target.signingKey) return skip('the key that the server signs with was not given');
      const { id, secret } = target.signingKey;
      const exp = Number(payload.nbf) - 60;
      const token = await signJwt({ ...payload, iss: id, exp }, secret);
      const socket = await dial();
      await socket.refused('connect', { key: target.apiKey, token }, 'token_expired');
      await socket.closedWith(4005);
    },
  ],
  'a-socket-ends-with-its-token': [
    'An open socket is closed with 4005 when its token ends.',
    async ({ connected, target, user, skip, server }) => {
      const { payload } = readJwt((await user()).token);
      if (!target.signingKey) return skip('the key that the server signs with was not given');
      const { id, secret } = target.signingKey;
      // Whole seconds, by the server's clock: it has between 0.7 and 1.7 s to live.
      const { time } = await server.ok('getHealth', {});
      const exp = Math.floor(Date.parse(time) / 1000 + 1.7);
      const { socket } = await connected({ token: await signJwt({ ...payload, iss: id, exp }, secret) });
      await socket.closedWith(4005);
    },
  ],
  'servers-connect-with-the-secret': [
    'A server opens a socket with the secret where no Origin is sent, and hears any channel; it has no token that ends.',
    async ({ connected, target, skip, user }) => {
      if (target.sendsOrigin) return skip('sockets send an Origin here');
      const { socket, ok } = await connected({ secret: target.apiSecret });
      expectEqual(ok.exp, null, 'exp');
      const { identity } = await user();
      for (const ch of ['project', `feed:timeline:${identity}`, `user:${identity}`]) await socket.sub(ch);
      await socket.refused('signal', { ch: 'presence', type: 'away', data: {} }, 'forbidden');
    },
  ],
  'pages-do-not-connect-with-the-secret': [
    'A secret that comes with an Origin, and so from a page, is refused and the socket closed with 4403.',
    async ({ dial, target, skip }) => {
      if (!target.sendsOrigin) return skip('sockets send no Origin here');
      const socket = await dial();
      await socket.refused('connect', { key: target.apiKey, secret: target.apiSecret }, 'forbidden');
      await socket.closedWith(4403);
    },
  ],
  'a-new-token-is-taken': [
    '`refresh` takes a new token of the same user, and answers with its end.',
    async ({ connect, server, user }) => {
      const maya = await user();
      const socket = await connect(maya);
      const body = { identity: maya.identity, ttlSeconds: 3600 };
      const { token, expiresAt } = await server.ok('createToken', { body });
      expectEqual(await socket.ask('refresh', { token }), { exp: expiresAt }, 'the answer');
      await server.ok('revokeToken', { body: { token: maya.token } });
      await socket.settled();
    },
  ],
  'a-token-of-another-is-closed': [
    '`refresh` with a token of another user, or one that is not valid, closes the socket with 4401.',
    async ({ connect, pair }) => {
      const [maya, leo] = await pair();
      const first = await connect(maya);
      await first.refused('refresh', { token: leo.token }, 'forbidden_user');
      await first.closedWith(4401);
      const second = await connect(maya);
      await second.refused('refresh', { token: 'x' }, 'invalid_token');
      await second.closedWith(4401);
    },
  ],
  'a-smaller-token-ends-subscriptions': [
    'What the new token does not open any more ends with `{unsubd}` after a `refresh`.',
    async ({ connect, user, name }) => {
      const maya = await user();
      const socket = await connect(maya);
      const [kept, lost] = [name('room'), name('room')];
      for (const room of [kept, lost]) await socket.sub(`room:${room}`);
      const { token } = await user({ identity: maya.identity, roomName: kept });
      await socket.ask('refresh', { token });
      expectEqual((await socket.unsubscribed(`room:${lost}`)).code, 'not_found', 'the code of the end');
    },
  ],
  'revocations-end-sockets': [
    'Revoking a token closes the sockets that it opened with 4401, within a second, and no others.',
    async ({ connect, server, user }) => {
      const maya = await user();
      const other = await user({ identity: maya.identity });
      const [first, second] = [await connect(maya), await connect(other)];
      await server.ok('revokeToken', { body: { token: maya.token } });
      await first.closedWith(4401);
      await second.settled();
      await server.ok('revokeToken', { body: { identity: maya.identity } });
      await second.closedWith(4401);
    },
  ],
});
