import { casesOf } from '../case.js';
import { expectEqual, expectThat } from '../expectations.js';

const post = { actor: 'x', verb: 'post', object: 'x' };

/** What another project of the same server must not reach. */
export const callerCases = casesOf('auth', {
  'tokens-of-another-project-are-refused': [
    'A token of another project is 401 `invalid_token`, and not valid when it is validated.',
    async ({ otherServer, userWith, server, name }) => {
      const identity = name('user');
      const { token } = await otherServer().ok('createToken', { body: { identity } });
      const foreign = userWith(identity, token);
      await foreign.refused('listActivities', { params: { feedId: 'user:a' } }, 'invalid_token');
      const { valid, reason } = await server.ok('validateToken', { body: { token } });
      expectEqual({ valid, reason }, { valid: false, reason: 'project' }, 'the validation');
      await server.refused('revokeToken', { body: { token } }, 'invalid_request', { param: 'token' });
    },
  ],
  'secrets-of-another-project-are-refused': [
    'The key of one project with the secret of another is 401 `invalid_credentials`.',
    async ({ target, caller, otherServer }) => {
      otherServer();
      const mixed = caller({
        'x-pulse-key': target.apiKey,
        'x-pulse-secret': target.otherProject?.apiSecret ?? '',
      });
      await mixed.refused('listChannels', {}, 'invalid_credentials');
    },
  ],
  'feeds-do-not-cross-projects': [
    'A feed of the same name in another project is another feed.',
    async ({ server, otherServer, name }) => {
      const params = { feedId: `user:${name()}` };
      const other = otherServer();
      const added = await server.ok('addActivity', { params, body: post });
      const { data } = await other.ok('listActivities', { params, query: {} });
      expectThat(data.length === 0, 'the feed of the other project to be empty');
      const activity = { params: { ...params, activityId: added.id } };
      await other.refused('removeActivity', activity, 'not_found');
    },
  ],
  'channels-do-not-cross-projects': [
    'A channel of another project is 404 `not_found`, and its id is free.',
    async ({ server, otherServer, name }) => {
      const other = otherServer();
      const { id } = await server.ok('createChannel', { body: { id: name('channel'), type: 'livestream' } });
      await other.refused('getChannel', { params: { channelId: id } }, 'not_found');
      const request = { params: { channelId: id }, body: { text: 'a', userId: name('user') } };
      await other.refused('sendMessage', request, 'not_found');
      await other.ok('createChannel', { body: { id, type: 'team', name: 'theirs' } });
      const mine = await server.ok('getChannel', { params: { channelId: id }, query: {} });
      expectThat(mine.type === 'livestream' && mine.name === null, 'the channel to be as it was made');
      await other.ok('removeChannel', { params: { channelId: id } });
    },
  ],
  'cursors-do-not-cross-projects': [
    'A cursor of another project is 400 `invalid_cursor`.',
    async ({ server, otherServer, name }) => {
      const params = { feedId: `user:${name()}` };
      for (let n = 0; n < 2; n++) await server.ok('addActivity', { params, body: post });
      const { next } = await server.ok('listActivities', { params, query: { limit: 1 } });
      await otherServer().refused('listActivities', { params, query: { limit: 1, cursor: next } }, 'invalid_cursor');
    },
  ],
  'idempotency-keys-do-not-cross-projects': [
    'An `Idempotency-Key` of another project is another key.',
    async ({ server, otherServer, name }) => {
      const params = { feedId: `user:${name()}` };
      const key = name('key');
      const mine = await server.ok('addActivity', { params, body: post }, { key });
      const other = otherServer();
      const theirs = await other.ok('addActivity', { params, body: { ...post, object: 'y' } }, { key });
      expectThat(mine.id !== theirs.id, 'two activities');
      await other.ok('removeActivity', { params: { ...params, activityId: theirs.id } });
    },
  ],
});
