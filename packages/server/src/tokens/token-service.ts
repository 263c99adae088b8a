import type { InvalidTokenReason, Permissions, Role } from '@pulse-io/protocol';
import type { Clock } from '../clock.js';
import { sha256 } from '../crypto.js';
import type { Storage } from '../storage/storage.js';
import { readToken } from './read-token.js';
import { createRegions, type Regions } from './regions.js';
import { isRevoked } from './revocation-store.js';
import type { TokenCache } from './token-cache.js';
import type { SigningKey, TokenConfig } from './token-config.js';

/** What a valid token says. Times in milliseconds since 1970. */
export interface TokenClaims {
  tokenId: string;
  projectId: string;
  identity: string;
  role: Role;
  roomName: string | null;
  permissions: Permissions;
  issuedAt: number;
  expiresAt: number;
}

export type TokenVerdict =
  | { valid: true; claims: TokenClaims; cached: boolean }
  | { valid: false; reason: Exclude<InvalidTokenReason, 'revoked'>; cached: boolean }
  | { valid: false; reason: 'revoked'; claims: TokenClaims; cached: boolean };

/** Checks user tokens, with a cache that a revocation never waits for. */
export interface TokenService {
  /** The key that new tokens are signed with. */
  readonly signingKey: SigningKey;
  readonly regions: Regions;
  readonly cache: TokenCache;
  /** In full, or through the cache where `cached` is asked for. A token of another project is `project`. */
  verify(projectId: string, token: string, options?: { cached?: boolean }): Promise<TokenVerdict>;
}

export interface TokenServiceOptions {
  config: TokenConfig;
  cache: TokenCache;
  storage: Pick<Storage, 'db'>;
  clock: Clock;
  fetch: typeof fetch;
}

export function createTokenService({ config, cache, storage, clock, fetch }: TokenServiceOptions): TokenService {
  const livekit = config.livekit && { id: config.livekit.apiKey, secret: config.livekit.apiSecret };
  const keys = livekit ? [livekit, config.key] : [config.key];
  return {
    signingKey: livekit ?? config.key,
    regions: createRegions({ urls: config.livekit?.urls ?? {}, clock, fetch }),
    cache,
    async verify(projectId, token, { cached = false } = {}) {
      const hash = await sha256(token);
      const known = cached ? cache.get(hash) : undefined;
      const reading = known ? { ok: true as const, claims: known } : await readToken(token, keys, clock.now());
      const verdict = { cached: known !== undefined };
      if (!reading.ok) return { ...verdict, valid: false, reason: reading.reason };
      const { claims } = reading;
      if (claims.projectId !== projectId) return { ...verdict, valid: false, reason: 'project' };
      // The cache spares the signature, never this look: a revocation holds at once, in every process.
      if (await isRevoked(storage.db, claims)) return { ...verdict, valid: false, reason: 'revoked', claims };
      if (!known && cached) cache.set(hash, claims);
      return { ...verdict, valid: true, claims };
    },
  };
}
