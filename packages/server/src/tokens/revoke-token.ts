import { type RevokedToken, type RevokeToken, SERVER_LIMITS } from '@pulse-io/protocol';
import { ApiError } from '../api-error.js';
import { hint } from '../bus/hint.js';
import { controlTopic } from '../bus/topics.js';
import { toTimestamp } from '../clock.js';
import type { Ctx } from '../context.js';
import { TOLERANCE_MS } from './read-token.js';
import { insertRevocation } from './revocation-store.js';

/** Revokes one token, or all that a user was given up to now, and closes the sockets that they opened. */
export async function revokeToken(ctx: Ctx, input: RevokeToken): Promise<RevokedToken> {
  const { tokens } = ctx.services;
  const { projectId } = ctx;
  const now = ctx.now();
  if ('identity' in input) {
    const { identity } = input;
    const expiresAt = now + SERVER_LIMITS.tokenTtlSeconds.max * 1000 + TOLERANCE_MS;
    await ctx.write(({ db }) => insertRevocation(db, { projectId, identity, before: now, expiresAt }));
    hint(ctx.services, controlTopic(projectId), { kind: 'revoked', tokenId: null, identity, beforeMs: now });
    return { identity, before: toTimestamp(now) };
  }
  const verdict = await tokens.verify(projectId, input.token);
  if (!verdict.valid && verdict.reason !== 'revoked') {
    throw new ApiError('invalid_request', `Only a valid token can be revoked; this one is not: ${verdict.reason}.`, {
      param: 'token',
    });
  }
  const { tokenId, identity } = verdict.claims;
  const expiresAt = verdict.claims.expiresAt + TOLERANCE_MS;
  await ctx.write(({ db }) => insertRevocation(db, { projectId, tokenId, before: now, expiresAt }));
  hint(ctx.services, controlTopic(projectId), { kind: 'revoked', tokenId, identity, beforeMs: null });
  return { identity, before: null };
}
