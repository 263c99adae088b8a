import { type Operation, ROUTES, readRoute } from '@pulse-io/protocol';
import { casesOf } from '../case.js';
import { expectThat } from '../expectations.js';
import { expectProblem, pathOf } from '../http/caller.js';

const ANY = { feedId: 'user:a', activityId: 'a', channelId: 'a', messageId: 'a', userId: 'a', kind: 'a' };
const PARAMS = { ...ANY, uploadId: 'a', name: 'a', roomId: 'a' };

const routes = (caller: 'server' | 'user') =>
  (Object.keys(ROUTES) as Operation[])
    .map((operation) => ({ operation, ...readRoute(operation) }))
    .filter(({ callers }) => callers.includes(caller));

export const authCases = casesOf('auth', {
  'every-route-wants-credentials': [
    'Without credentials every route of the API but those for anybody is 401 `unauthenticated`, whatever the call looks like.',
    async ({ anyone }) => {
      for (const { operation, method } of routes('server')) {
        const exchange = await anyone.send(method, pathOf(operation, { params: PARAMS }));
        expectProblem(exchange, 'unauthenticated');
      }
    },
  ],
  'a-key-alone-opens-nothing': [
    'The API key alone is 401 `unauthenticated` where a user or a server must call.',
    async ({ key, name }) => {
      await key.refused('listActivities', { params: { feedId: `user:${name()}` } }, 'unauthenticated');
      await key.refused('createToken', { body: { identity: name() } }, 'unauthenticated');
      await key.refused('listChannels', {}, 'unauthenticated');
    },
  ],
  'unknown-keys-are-refused': [
    'An API key that no project has is 401 `invalid_credentials`, also with a secret or token of a project.',
    async ({ target, caller, user, name }) => {
      const { token } = await user();
      const key = { 'x-pulse-key': `pulse_key_${name()}` };
      const request = { params: { feedId: 'user:a' } };
      await caller(key).refused('listActivities', request, 'invalid_credentials');
      const withSecret = caller({ ...key, 'x-pulse-secret': target.apiSecret });
      await withSecret.refused('listActivities', request, 'invalid_credentials');
      const withToken = caller({ ...key, authorization: `Bearer ${token}` });
      await withToken.refused('listActivities', request, 'invalid_credentials');
    },
  ],
  'wrong-secrets-are-refused': [
    'A secret that is not the one of the key is 401 `invalid_credentials`, and the answer does not repeat it.',
    async ({ target, caller, name }) => {
      for (const secret of [`pulse_secret_${name()}`, target.apiSecret.slice(0, -1), `${target.apiSecret}x`]) {
        const wrong = caller({ 'x-pulse-key': target.apiKey, 'x-pulse-secret': secret });
        const exchange = await wrong.call('listActivities', { params: { feedId: 'user:a' } });
        expectProblem(exchange, 'invalid_credentials');
        expectThat(!exchange.text.includes(secret), 'the answer not to repeat the secret');
      }
    },
  ],
  'other-schemes-are-refused': [
    'An `Authorization` that is no bearer token is 401 `invalid_token`.',
    async ({ target, caller }) => {
      for (const authorization of ['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer a b']) {
        const wrong = caller({ 'x-pulse-key': target.apiKey, authorization });
        await wrong.refused('listActivities', { params: { feedId: 'user:a' } }, 'invalid_token');
      }
    },
  ],
  'users-may-not-call-for-servers': [
    'A user token is 403 `forbidden` on every route for servers alone, whatever its role.',
    async ({ user }) => {
      const callers = [await user(), await user({ role: 'admin' })];
      const forServers = routes('server').filter((route) => !route.callers.includes('user'));
      for (const caller of callers) {
        for (const { operation } of forServers) await caller.refused(operation, { params: PARAMS }, 'forbidden');
      }
    },
  ],
  'users-act-as-themselves': [
    'A user that names another one is 403 `forbidden_user`, and `param` says where.',
    async ({ pair }) => {
      const [maya, leo] = await pair();
      const { id } = await maya.ok('createChannel', {
        body: { type: 'messaging', members: [{ userId: leo.identity }] },
      });
      const asLeo = { userId: leo.identity };
      const params = { channelId: id };
      const param = { param: 'userId' };
      await maya.refused('sendMessage', { params, body: { text: 'a', ...asLeo } }, 'forbidden_user', param);
      await maya.refused('markRead', { params, body: asLeo }, 'forbidden_user', param);
      await maya.refused('saveDraft', { params, body: { text: 'a', ...asLeo } }, 'forbidden_user', param);
      await maya.refused('listChannels', { query: asLeo }, 'forbidden_user', param);
      await maya.refused('searchMessages', { query: { q: 'a', ...asLeo } }, 'forbidden_user', param);
      await maya.refused('createChannel', { body: { type: 'messaging', ...asLeo } }, 'forbidden_user', param);
      await maya.refused('setOnline', { body: asLeo }, 'forbidden_user', param);
      await maya.refused('setTyping', { body: { roomId: 'a', typing: true, ...asLeo } }, 'forbidden_user', param);
    },
  ],
  'servers-say-whom-they-mean': [
    'With server credentials a call that acts as a user is 400 `invalid_request` unless `userId` says which one.',
    async ({ server, name }) => {
      const { id } = await server.ok('createChannel', { body: { type: 'livestream' } });
      const params = { channelId: id };
      const param = { param: 'userId' };
      await server.refused('sendMessage', { params, body: { text: 'a' } }, 'invalid_request', param);
      await server.refused('markRead', { params, body: {} }, 'invalid_request', param);
      await server.refused('setOnline', { body: {} }, 'invalid_request', param);
      const sent = await server.ok('sendMessage', { params, body: { text: 'a', userId: name('user') } });
      expectThat(sent.text === 'a', 'the text in the message that was sent in a name');
    },
  ],
});
