import { casesOf } from '../case.js';
import { expectThat } from '../expectations.js';
import { forgeJwt, readJwt, signJwt, unsignedJwt } from '../tokens/jwt.js';
import type { World } from '../world.js';

/** Fails unless a token is refused as a credential, and validation calls it not valid for one of the reasons. */
async function expectRefused(
  { server, userWith }: World,
  token: string,
  what: string,
  reasons: readonly string[],
  code: 'invalid_token' | 'token_expired' = 'invalid_token',
): Promise<void> {
  await userWith('x', token).refused('listChannels', {}, code);
  const { valid, reason } = await server.ok('validateToken', { body: { token } });
  const found = valid ? 'valid' : String(reason);
  expectThat(reasons.includes(found), `${what} to be ${reasons.join(' or ')} in its validation, not ${found}`);
}

interface Signed {
  payload: Record<string, unknown>;
  secret: string;
}

/** What a good token says, and what the server signs with; skips where that was not given. */
async function toSign({ target, user, skip }: World): Promise<Signed> {
  const { signingKey } = target;
  const { payload } = readJwt((await user()).token);
  if (!signingKey) return skip('the key that the server signs with was not given');
  return { payload: { ...payload, iss: signingKey.id, jti: crypto.randomUUID() }, secret: signingKey.secret };
}

/** When a good token was made, by the server's clock. */
const madeAt = (payload: Record<string, unknown>): number => Number(payload.nbf);

/** Tokens that nobody made, or that were made wrongly. */
export const forgeryCases = casesOf('tokens', {
  'unsigned-tokens-are-refused': [
    'A token with `alg: none` is refused, with or without a signature.',
    async (world) => {
      const { token } = await world.user();
      const reasons = ['signature', 'malformed'];
      await expectRefused(world, unsignedJwt(token), 'a token with alg none', reasons);
      await expectRefused(world, forgeJwt(token, { header: { alg: 'none' } }), 'a token with alg none', reasons);
    },
  ],
  'changed-tokens-are-refused': [
    'A token whose identity, role or end was changed after it was signed is refused.',
    async (world) => {
      const { token } = await world.user();
      const { payload } = readJwt(token);
      const pulse = { ...(payload.pulse as object), role: 'admin' };
      for (const change of [{ sub: world.name('user') }, { pulse }, { exp: madeAt(payload) + 86_000 }]) {
        await expectRefused(world, forgeJwt(token, { payload: change }), 'a changed token', ['signature']);
      }
      const cut = token.slice(0, token.lastIndexOf('.') + 1);
      await expectRefused(world, cut, 'a token without its signature', ['signature', 'malformed']);
    },
  ],
  'other-algorithms-are-refused': [
    'A token whose header names another algorithm than HS256 is refused: the header does not choose.',
    async (world) => {
      const { token } = await world.user();
      for (const alg of ['RS256', 'ES256', 'HS512', 'hs256']) {
        const forged = forgeJwt(token, { header: { alg } });
        await expectRefused(world, forged, `a token with alg ${alg}`, ['signature', 'malformed']);
      }
      const { target } = world;
      if (!target.signingKey) return;
      const { payload, secret } = await toSign(world);
      for (const alg of ['HS384', 'HS512']) {
        const signed = await signJwt(payload, secret, alg);
        await expectRefused(world, signed, `a token well signed with ${alg}`, ['signature', 'malformed']);
      }
    },
  ],
  'unknown-issuers-are-refused': [
    'A token of an issuer that the server does not know is refused with the reason `issuer`.',
    async (world) => {
      const { token } = await world.user();
      const forged = forgeJwt(token, { payload: { iss: world.name('issuer') } });
      await expectRefused(world, forged, 'a token of an unknown issuer', ['issuer']);
    },
  ],
  'expired-tokens-are-refused': [
    'A token after its end is 401 `token_expired`.',
    async (world) => {
      const { payload, secret } = await toSign(world);
      const token = await signJwt({ ...payload, exp: madeAt(payload) - 60 }, secret);
      await expectRefused(world, token, 'an expired token', ['expired'], 'token_expired');
    },
  ],
  'tokens-without-end-are-refused': [
    'A token without `exp` is refused, and one that lives longer than a day.',
    async (world) => {
      const { payload, secret } = await toSign(world);
      const { exp: _, ...endless } = payload;
      await expectRefused(world, await signJwt(endless, secret), 'a token without exp', ['malformed']);
      const long = await signJwt({ ...payload, exp: madeAt(payload) + 90_000 }, secret);
      await expectRefused(world, long, 'a token that lives longer than a day', ['malformed']);
    },
  ],
  'tokens-of-the-future-are-refused': [
    'A token whose `nbf` lies far in the future is refused with the reason `not_yet_valid`.',
    async (world) => {
      const { payload, secret } = await toSign(world);
      const token = await signJwt({ ...payload, nbf: madeAt(payload) + 3600 }, secret);
      await expectRefused(world, token, 'a token of the future', ['not_yet_valid']);
    },
  ],
  'well-signed-tokens-must-be-complete': [
    'A token that is well signed and has no project, no identity or a role that does not exist is refused.',
    async (world) => {
      const { payload, secret } = await toSign(world);
      await world.userWith('x', await signJwt(payload, secret)).ok('listChannels', { query: {} });
      const { pulse, sub, ...rest } = payload;
      const broken = [
        { ...rest, sub },
        { ...rest, pulse },
        { ...payload, pulse: { ...(pulse as object), role: 'root' } },
      ];
      for (const one of broken) {
        await expectRefused(world, await signJwt(one, secret), 'an incomplete token', ['malformed']);
      }
      const foreign = { ...payload, pulse: { ...(pulse as object), project: world.name('project') } };
      await expectRefused(world, await signJwt(foreign, secret), 'a token of no project', ['project']);
    },
  ],
});
