import type { EdgeTokenValidation, TokenValidation } from '@pulse-io/protocol';
import { toTimestamp } from '../clock.js';
import type { Ctx } from '../context.js';
import type { TokenVerdict } from './token-service.js';

/** Checks a token in full: signature, times and revocation. */
export async function validateToken(ctx: Ctx, { token }: { token: string }): Promise<TokenValidation> {
  return toValidation(await ctx.services.tokens.verify(ctx.projectId, token));
}

/** Checks a token through the cache; a revocation holds at once here too. */
export async function validateTokenAtEdge(ctx: Ctx, { token }: { token: string }): Promise<EdgeTokenValidation> {
  const verdict = await ctx.services.tokens.verify(ctx.projectId, token, { cached: true });
  return { ...toValidation(verdict), cached: verdict.cached };
}

function toValidation(verdict: TokenVerdict): TokenValidation {
  if (!verdict.valid)
    return { valid: false, identity: null, permissions: null, expiresAt: null, reason: verdict.reason };
  const { identity, permissions, expiresAt } = verdict.claims;
  return { valid: true, identity, permissions, expiresAt: toTimestamp(expiresAt) };
}
