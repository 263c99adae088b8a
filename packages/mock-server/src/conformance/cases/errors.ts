import { casesOf } from '../case.js';
import { expectThat } from '../expectations.js';
import { expectProblem } from '../http/caller.js';

export const errorCases = casesOf('errors', {
  'unknown-path-is-a-problem': [
    'A path that does not exist answers 404 `not_found` as a problem document.',
    async ({ server, name }) => {
      expectProblem(await server.send('GET', `/v1/${name('nothing')}`), 'not_found');
    },
  ],
  'request-id-is-echoed': [
    'An `X-Request-Id` of up to 64 letters, digits, `_` and `-` comes back in the answer, and in the body of an error.',
    async ({ server, name }) => {
      const headers = { 'x-request-id': 'a_B-9'.padEnd(64, 'z') };
      await server.send('GET', '/v1/health', { headers });
      expectProblem(await server.send('GET', `/v1/${name('nothing')}`, { headers }), 'not_found');
    },
  ],
  'request-id-is-made': [
    'Without an `X-Request-Id`, or with one that is malformed, the server makes one of its own for each call.',
    async ({ server }) => {
      const ids = new Set<string | null>();
      for (const headers of [{}, {}, { 'x-request-id': 'not valid!' }, { 'x-request-id': 'x'.repeat(65) }]) {
        const exchange = await server.send('GET', '/v1/health', { headers });
        const id = exchange.headers.get('x-request-id');
        expectThat(/^[\w-]{1,64}$/.test(id ?? ''), `a well-formed X-Request-Id, not ${id}`);
        ids.add(id);
      }
      expectThat(ids.size === 4, 'four calls to have four request ids');
    },
  ],
  'unknown-field-is-named': [
    'A field that the body does not have is 400 `unknown_field`, and `param` names it.',
    async ({ server, name }) => {
      const body = { identity: name(), surprise: true };
      await server.refused('createToken', { body }, 'unknown_field', { param: 'surprise' });
    },
  ],
  'unknown-field-inside-is-named': [
    'A field that a part of the body does not have is 400 `unknown_field`, and `param` is its path.',
    async ({ server, name }) => {
      const body = { identity: name(), permissions: { canFly: true } };
      await server.refused('createToken', { body }, 'unknown_field', { param: 'permissions.canFly' });
    },
  ],
  'unknown-query-field-is-named': [
    'A field that the query does not have is 400 `unknown_field`, and `param` names it.',
    async ({ server, name }) => {
      const request = { params: { feedId: `user:${name()}` }, query: { sort: 'best' } };
      await server.refused('listActivities', request, 'unknown_field', { param: 'sort' });
    },
  ],
  'missing-field-is-named': [
    'A field that is missing is 400 `invalid_request`, and `param` names it.',
    async ({ server, name }) => {
      const request = { params: { feedId: `user:${name()}` }, body: { verb: 'post', object: 'x' } };
      await server.refused('addActivity', request, 'invalid_request', { param: 'actor' });
    },
  ],
  'all-that-is-wrong-is-listed': [
    'When several fields are wrong, `errors` names each of them.',
    async ({ server }) => {
      const body = { identity: 'not valid!', ttlSeconds: 'long' };
      const { errors = [] } = await server.refused('createToken', { body }, 'invalid_request');
      const params = errors.map(({ param }) => param);
      expectThat(
        params.includes('identity') && params.includes('ttlSeconds'),
        `errors to name identity and ttlSeconds, not ${params.join(', ') || 'nothing'}`,
      );
    },
  ],
  'limit-has-bounds': [
    'The `limit` of a list is 1 to 100; others are 400 `invalid_request`, and `param` names it.',
    async ({ server, name }) => {
      const params = { feedId: `user:${name()}` };
      for (const limit of ['0', '101', '-1', '1.5', 'many']) {
        await server.refused('listActivities', { params, query: { limit } }, 'invalid_request', { param: 'limit' });
      }
      for (const limit of [1, 100]) await server.ok('listActivities', { params, query: { limit } });
    },
  ],
  'identity-has-its-alphabet': [
    'An identity is 1 to 128 characters of `A-Za-z0-9_.@:-`; others are 400 `invalid_request`.',
    async ({ server, name }) => {
      for (const identity of ['', 'a b', 'ä', '..', 'a/b', 'x'.repeat(129)]) {
        await server.refused('createToken', { body: { identity } }, 'invalid_request', { param: 'identity' });
      }
      for (const identity of [name().padEnd(128, 'x'), `${name()}_.@:-`]) {
        await server.ok('createToken', { body: { identity } });
      }
    },
  ],
  'what-may-not-be-seen-is-404': [
    'What the caller may not see is 404 `not_found`, as if it were not there, and never 403.',
    async ({ pair, name }) => {
      const [owner, other] = await pair();
      const { id } = await owner.ok('createChannel', { body: { type: 'messaging' } });
      const missing = name('channel');
      const there = await other.refused('getChannel', { params: { channelId: id } }, 'not_found');
      const nowhere = await other.refused('getChannel', { params: { channelId: missing } }, 'not_found');
      expectThat(
        there.detail.replaceAll(id, '') === nowhere.detail.replaceAll(missing, ''),
        'the same words for what is hidden and what is not there',
      );
      await other.refused('listActivities', { params: { feedId: `timeline:${owner.identity}` } }, 'not_found');
    },
  ],
});
