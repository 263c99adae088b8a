import { casesOf } from '../case.js';
import { pause } from '../eventually.js';
import { expectEqual, expectThat } from '../expectations.js';

/** Ends of tokens, and the cache that must not outlive them. */
export const revocationCases = casesOf('tokens', {
  'one-token-is-revoked': [
    'Revoking a token ends it at once, with `token_revoked`; other tokens of its user go on.',
    async ({ server, user }) => {
      const maya = await user();
      const other = await user({ identity: maya.identity });
      await maya.ok('listChannels', { query: {} });
      const answer = await server.ok('revokeToken', { body: { token: maya.token } });
      expectEqual(answer, { identity: maya.identity, before: null }, 'the answer');
      await maya.refused('listChannels', {}, 'token_revoked');
      await other.ok('listChannels', { query: {} });
      const { valid, reason } = await server.ok('validateToken', { body: { token: maya.token } });
      expectEqual({ valid, reason }, { valid: false, reason: 'revoked' }, 'the validation');
    },
  ],
  'all-tokens-of-a-user-are-revoked': [
    'Revoking an identity ends every token that it was given up to then; a later one is good.',
    async ({ server, user, pair }) => {
      const [maya, leo] = await pair();
      const second = await user({ identity: maya.identity });
      const { before } = await server.ok('revokeToken', { body: { identity: maya.identity } });
      expectThat(before !== null, 'a time before which tokens are void');
      await maya.refused('listChannels', {}, 'token_revoked');
      await second.refused('listChannels', {}, 'token_revoked');
      await leo.ok('listChannels', { query: {} });
      // Times are in milliseconds: a token of the same one would be void too.
      await pause(3);
      await (await user({ identity: maya.identity })).ok('listChannels', { query: {} });
    },
  ],
  'revoking-twice-changes-nothing': [
    'Revoking a token that is revoked answers as before.',
    async ({ server, user }) => {
      const { token } = await user();
      const first = await server.ok('revokeToken', { body: { token } });
      expectEqual(await server.ok('revokeToken', { body: { token } }), first, 'the second answer');
    },
  ],
  'only-tokens-are-revoked': [
    'Revoking what is no valid token is 400 `invalid_request`, naming `token`.',
    async ({ server }) => {
      await server.refused('revokeToken', { body: { token: 'x' } }, 'invalid_request', { param: 'token' });
    },
  ],
  'the-edge-remembers': [
    'Validation at the edge answers as full validation does, remembers a token, and forgets it when it is told to.',
    async ({ server, user, eventually }) => {
      const { token } = await user();
      const full = await server.ok('validateToken', { body: { token } });
      const validate = () => server.ok('validateTokenAtEdge', { body: { token } });
      const { cached: _, ...first } = await validate();
      expectEqual(first, full, 'the answer of the edge');
      // Of several processes each has a cache of its own.
      const again = await eventually(validate, ({ cached }) => cached, 'the token to be cached');
      expectEqual({ ...again, cached: true }, { ...full, cached: true }, 'the cached answer');
      const { invalidated } = await server.ok('invalidateTokenCache', { body: { token } });
      expectThat(invalidated <= 1, `one token to be forgotten, not ${invalidated}`);
      expectEqual(await validate().then(({ valid }) => valid), true, 'valid after it was forgotten');
    },
  ],
  'a-revocation-passes-the-cache': [
    'A token that the edge remembers is refused at once when it is revoked.',
    async ({ server, user, eventually }) => {
      const { token } = await user();
      const validate = () => server.ok('validateTokenAtEdge', { body: { token } });
      await eventually(validate, ({ cached }) => cached, 'the token to be cached');
      await server.ok('revokeToken', { body: { token } });
      const { valid, reason } = await validate();
      expectEqual({ valid, reason }, { valid: false, reason: 'revoked' }, 'the answer of the edge');
    },
  ],
  'the-edge-refuses-as-well': [
    'Validation at the edge finds the same reasons as full validation.',
    async ({ server }) => {
      const { valid, reason, cached } = await server.ok('validateTokenAtEdge', { body: { token: 'x' } });
      expectEqual({ valid, reason, cached }, { valid: false, reason: 'malformed', cached: false }, 'the answer');
    },
  ],
  'the-cache-tells-how-it-fares': [
    '`GET /v1/tokens/cache/stats` tells of a cache that keeps tokens for 300 s.',
    async ({ server }) => {
      const { ttlSeconds, size, maxSize } = await server.ok('getTokenCacheStats', {});
      expectEqual(ttlSeconds, 300, 'ttlSeconds');
      expectThat(size <= maxSize, 'no more tokens than fit');
    },
  ],
});
