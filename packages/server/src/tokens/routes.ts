import { sha256 } from '../crypto.js';
import type { Finishers, Handlers } from '../http/handler.js';
import { createToken, requireDevMode, signDraft } from './create-token.js';
import { revokeToken } from './revoke-token.js';
import { validateToken, validateTokenAtEdge } from './validate-token.js';

export const tokenHandlers = {
  createToken: (ctx, { body }) => createToken(ctx, body),
  createDevToken: async (ctx, { body }) => {
    requireDevMode(ctx);
    return createToken(ctx, body);
  },
  validateToken: (ctx, { body }) => validateToken(ctx, body),
  validateTokenAtEdge: (ctx, { body }) => validateTokenAtEdge(ctx, body),
  getTokenCacheStats: async (ctx) => ctx.services.tokens.cache.stats(ctx.projectId),
  async invalidateTokenCache(ctx, { body }) {
    const { cache } = ctx.services.tokens;
    if (body.token === undefined) return { invalidated: cache.clear(ctx.projectId) };
    return { invalidated: cache.delete(await sha256(body.token), ctx.projectId) ? 1 : 0 };
  },
  revokeToken: (ctx, { body }) => revokeToken(ctx, body),
} satisfies Partial<Handlers>;

/** Signed with each answer, and never stored. */
export const tokenFinishers = {
  createToken: signDraft,
  createDevToken: async (ctx, draft) => {
    requireDevMode(ctx);
    return signDraft(ctx, draft);
  },
} satisfies Partial<Finishers>;
