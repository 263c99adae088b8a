import { ERRORS, type InvalidTokenReason } from '@pulse-io/protocol';
import { ApiError } from '../api-error.js';
import type { Caller } from '../caller.js';
import type { Projects } from '../projects/projects.js';
import type { TokenService } from '../tokens/token-service.js';

export interface Credentials {
  key: string | undefined;
  secret?: string | undefined;
  token?: string | undefined;
}

export interface Authenticated {
  projectId: string;
  caller: Caller;
}

export type Authenticate = (credentials: Credentials) => Promise<Authenticated>;

/**
 * Turns credentials into a caller: key and secret are a server, key and token a user, a key alone is a key.
 * Throws `unauthenticated`, `invalid_credentials`, `invalid_token`, `token_expired` or `token_revoked`.
 */
export function createAuthenticate(projects: Projects, tokens: TokenService): Authenticate {
  return async ({ key, secret, token }) => {
    if (!key)
      throw new ApiError('unauthenticated', 'Send the API key of the project, in X-Pulse-Key or the connect frame.');
    const project = await projects.findByKey(key);
    if (!project) throw new ApiError('invalid_credentials', 'No project has this API key.');
    if (secret !== undefined) {
      if (await projects.hasSecret(project, secret)) return { projectId: project.id, caller: { kind: 'server' } };
      throw new ApiError('invalid_credentials', 'The secret is not the one of this API key.');
    }
    if (token === undefined) return { projectId: project.id, caller: { kind: 'key' } };
    const verdict = await tokens.verify(project.id, token, { cached: true });
    if (!verdict.valid) throw tokenError(verdict.reason);
    const { identity, role, roomName, tokenId, issuedAt, expiresAt } = verdict.claims;
    return { projectId: project.id, caller: { kind: 'user', identity, role, roomName, tokenId, issuedAt, expiresAt } };
  };
}

const DETAILS: Record<InvalidTokenReason, string> = {
  malformed: 'it is not a JWT of Pulse',
  signature: 'its signature is wrong',
  issuer: 'its issuer is not known here',
  not_yet_valid: 'it is not valid yet; compare the clocks',
  project: 'it belongs to another project',
  expired: 'it has expired; get a new one',
  revoked: 'it was revoked; get a new one',
};

function tokenError(reason: InvalidTokenReason): ApiError {
  const code = reason === 'expired' ? 'token_expired' : reason === 'revoked' ? 'token_revoked' : 'invalid_token';
  return new ApiError(code, `${ERRORS[code].title}: ${DETAILS[reason]}.`);
}
