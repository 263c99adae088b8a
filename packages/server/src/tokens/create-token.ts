import type { CheckedRequest, UserToken } from '@pulse-io/protocol';
import { ApiError } from '../api-error.js';
import { toTimestamp } from '../clock.js';
import type { Ctx } from '../context.js';
import { signToken } from './sign-token.js';

/** Creates a user token, and tells where the media server of its region is. */
export function createToken(ctx: Ctx, input: CheckedRequest<'createToken'>['body']): Promise<UserToken> {
  const { tokens, nextId } = ctx.services;
  const issuedAt = ctx.now();
  // A JWT's times are whole seconds: say the very time that the token will be refused after.
  const expiresAt = Math.floor(issuedAt / 1000) * 1000 + input.ttlSeconds * 1000;
  const media = tokens.regions.nearest(input.region);
  return ctx.write(async () => ({
    token: await signToken(
      tokens.signingKey,
      {
        tokenId: nextId(),
        projectId: ctx.projectId,
        identity: input.identity,
        role: input.role,
        roomName: input.roomName ?? null,
        permissions: input.permissions ?? {},
        name: input.name,
        metadata: input.metadata,
        attributes: input.attributes,
      },
      { issuedAt, expiresAt },
    ),
    identity: input.identity,
    roomName: input.roomName ?? null,
    expiresAt: toTimestamp(expiresAt),
    url: media?.url ?? null,
    region: media?.region ?? input.region ?? null,
  }));
}

/** The same for a bare API key; exists in dev mode only. */
export function createDevToken(ctx: Ctx, input: CheckedRequest<'createDevToken'>['body']): Promise<UserToken> {
  if (!ctx.services.devMode) {
    throw new ApiError(
      'dev_mode_only',
      'Only a server in dev mode makes tokens for a bare key. Let your backend call POST /v1/tokens/create instead.',
    );
  }
  return createToken(ctx, input);
}
