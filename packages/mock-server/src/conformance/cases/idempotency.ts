import { casesOf } from '../case.js';
import { expectEqual, expectThat } from '../expectations.js';
import { codeOf, failExchange } from '../http/exchange.js';

const post = { actor: 'x', verb: 'post', object: 'x' };
const TOGETHER = 6;

export const idempotencyCases = casesOf('idempotency', {
  'repeating-answers-the-same': [
    'A call that is repeated with its `Idempotency-Key` is answered as the first one, and done once.',
    async ({ server, name }) => {
      const params = { feedId: `user:${name()}` };
      const key = name('key');
      const first = await server.ok('addActivity', { params, body: post }, { key });
      const second = await server.ok('addActivity', { params, body: post }, { key });
      expectEqual(second, first, 'the second answer');
      const { data } = await server.ok('listActivities', { params, query: {} });
      expectEqual(data, [first], 'the feed');
    },
  ],
  'another-body-is-a-mismatch': [
    'The same key with another body is 422 `idempotency_mismatch`, and nothing is done.',
    async ({ server, name }) => {
      const params = { feedId: `user:${name()}` };
      const key = name('key');
      await server.ok('addActivity', { params, body: post }, { key });
      const other = { params, body: { ...post, object: 'y' } };
      await server.refused('addActivity', other, 'idempotency_mismatch', { key });
      const { data } = await server.ok('listActivities', { params, query: {} });
      expectThat(data.length === 1, `one activity in the feed, not ${data.length}`);
    },
  ],
  'another-path-is-a-mismatch': [
    'The same key with another path is 422 `idempotency_mismatch`.',
    async ({ server, name }) => {
      const key = name('key');
      await server.ok('addActivity', { params: { feedId: `user:${name()}` }, body: post }, { key });
      const other = { params: { feedId: `user:${name()}` }, body: post };
      await server.refused('addActivity', other, 'idempotency_mismatch', { key });
    },
  ],
  'calls-at-once-are-done-once': [
    'Calls with one key at the same time do one thing: each is answered as the first, or 409 `idempotency_in_progress`.',
    async ({ server, name }) => {
      const params = { feedId: `user:${name()}` };
      const key = name('key');
      const call = () => server.call('addActivity', { params, body: post }, { key });
      const exchanges = await Promise.all(Array.from({ length: TOGETHER }, call));
      const ids = new Set<string>();
      for (const exchange of exchanges) {
        if (exchange.status === 201) ids.add(server.take('addActivity', exchange, { params }).id);
        else if (codeOf(exchange) !== 'idempotency_in_progress') failExchange(exchange, '201, or 409');
      }
      expectThat(ids.size === 1, `one activity from ${TOGETHER} calls, not ${ids.size}`);
      const { data } = await server.ok('listActivities', { params, query: {} });
      expectThat(data.length === 1, `one activity in the feed, not ${data.length}`);
    },
  ],
  'users-have-keys-of-their-own': [
    'The same key of another user is another key.',
    async ({ pair, name }) => {
      const key = name('key');
      for (const user of await pair()) {
        const params = { feedId: `user:${user.identity}` };
        const { feed } = await user.ok('addActivity', { params, body: { ...post, actor: user.identity } }, { key });
        expectEqual(feed, params.feedId, 'feed');
      }
    },
  ],
  'failures-are-not-kept': [
    'A call that was refused may be made again with its key, and is done then.',
    async ({ server, name }) => {
      const id = name('channel');
      const request = { params: { channelId: id }, body: { text: 'hello', userId: name('user') } };
      const key = name('key');
      await server.refused('sendMessage', request, 'not_found', { key });
      await server.ok('createChannel', { body: { id, type: 'livestream' } });
      await server.ok('sendMessage', request, { key });
    },
  ],
  'deletions-are-repeated-too': [
    'A deletion that is repeated with its key is answered as the first one; without a key it is 404.',
    async ({ server, name }) => {
      const params = { feedId: `user:${name()}` };
      const { id } = await server.ok('addActivity', { params, body: post });
      const request = { params: { ...params, activityId: id } };
      const key = name('key');
      const first = await server.ok('removeActivity', request, { key });
      expectEqual(await server.ok('removeActivity', request, { key }), first, 'the second answer');
      await server.refused('removeActivity', request, 'not_found');
    },
  ],
  'tokens-are-repeated-too': [
    'A token that is asked for again with the same key is the same token.',
    async ({ server, name }) => {
      const body = { identity: name('user'), roomName: name('room'), metadata: 'm' };
      const key = name('key');
      const first = await server.ok('createToken', { body }, { key });
      expectEqual(await server.ok('createToken', { body }, { key }), first, 'the second answer');
      const { token } = await server.ok('createToken', { body });
      expectThat(token !== first.token, 'another token without the key');
    },
  ],
  'ids-of-the-caller-are-idempotent': [
    'An activity or message with an `id` of the caller’s making is there once, however often it is sent without a key.',
    async ({ server, ulid, name }) => {
      const feed = { params: { feedId: `user:${name()}` }, body: { ...post, id: ulid() } };
      const added = await server.ok('addActivity', feed);
      expectEqual(await server.ok('addActivity', feed), added, 'the activity sent again');
      const { id: channelId } = await server.ok('createChannel', { body: { type: 'livestream' } });
      const message = { params: { channelId }, body: { id: ulid(), text: 'a', userId: name('user') } };
      const sent = await server.ok('sendMessage', message);
      expectEqual(await server.ok('sendMessage', message), sent, 'the message sent again');
      const { data } = await server.ok('listMessages', { params: { channelId }, query: {} });
      expectThat(data.length === 1, `one message, not ${data.length}`);
    },
  ],
  'ids-of-something-else-conflict': [
    'An `id` that another activity or message has is 409 `conflict`.',
    async ({ server, ulid, name }) => {
      const params = { feedId: `user:${name()}` };
      const body = { ...post, id: ulid() };
      await server.ok('addActivity', { params, body });
      await server.refused('addActivity', { params, body: { ...body, object: 'y' } }, 'conflict', { param: 'id' });
      const { id: channelId } = await server.ok('createChannel', { body: { type: 'livestream' } });
      const message = { id: ulid(), text: 'a', userId: name('user') };
      await server.ok('sendMessage', { params: { channelId }, body: message });
      const other = { params: { channelId }, body: { ...message, text: 'b' } };
      await server.refused('sendMessage', other, 'conflict', { param: 'id' });
    },
  ],
});
