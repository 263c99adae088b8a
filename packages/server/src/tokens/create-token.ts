import { type CheckedRequest, SERVER_LIMITS, type UserToken } from '@pulse-io/protocol';
import { ApiError } from '../api-error.js';
import { toTimestamp } from '../clock.js';
import type { Ctx } from '../context.js';
import { signToken } from './sign-token.js';
import type { TokenDraft } from './token-draft.js';

/** Drafts a user token, and tells where the media server of its region is. */
export function createToken(ctx: Ctx, input: CheckedRequest<'createToken'>['body']): Promise<TokenDraft> {
  const { tokens, nextId } = ctx.services;
  const { identity, role, name, metadata, attributes, permissions = {}, roomName = null } = input;
  const issuedAt = ctx.now();
  // A JWT's times are whole seconds: say the very time that the token will be refused after.
  const expiresAt = Math.floor(issuedAt / 1000) * 1000 + input.ttlSeconds * 1000;
  const media = tokens.regions.nearest(input.region);
  const { projectId } = ctx;
  return ctx.write(async () => ({
    payload: { tokenId: nextId(), projectId, identity, role, roomName, permissions, name, metadata, attributes },
    issuedAt,
    expiresAt,
    answer: {
      identity,
      roomName,
      expiresAt: toTimestamp(expiresAt),
      url: media?.url ?? null,
      region: media?.region ?? input.region ?? null,
    },
  }));
}

/**
 * Signs a draft; the same draft makes the same token. Rejects with `invalid_request` when it would be too long to be
 * accepted anywhere.
 */
export async function signDraft(ctx: Ctx, draft: TokenDraft): Promise<UserToken> {
  const token = await signToken(ctx.services.tokens.signingKey, draft.payload, draft);
  if (token.length > SERVER_LIMITS.tokenChars) {
    throw new ApiError(
      'invalid_request',
      `The token would have ${token.length} characters, of at most ${SERVER_LIMITS.tokenChars}: put less into metadata and attributes.`,
    );
  }
  return { token, ...draft.answer };
}

/** Throws `dev_mode_only` elsewhere. */
export function requireDevMode({ services }: Ctx): void {
  if (services.devMode) return;
  throw new ApiError(
    'dev_mode_only',
    'Only a server in dev mode makes tokens for a bare key. Let your backend call POST /v1/tokens/create instead.',
  );
}
