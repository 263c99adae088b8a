import type { TokenCacheStats } from '@pulse-io/protocol';
import type { Clock } from '../clock.js';
import type { TokenClaims } from './token-service.js';

export const TOKEN_CACHE_SECONDS = 300;
const MAX_SIZE = 50_000;

/** Claims of tokens whose signature was checked, under the token's SHA-256: the token itself is not kept. */
export interface TokenCache {
  get(hash: string): TokenClaims | undefined;
  set(hash: string, claims: TokenClaims): void;
  delete(hash: string, projectId: string): boolean;
  /** Forgets a whole project; answers how many. */
  clear(projectId: string): number;
  stats(projectId: string): TokenCacheStats;
}

/** In the memory of this process; entries end after 300 s or with their token, whichever is first. */
export function createMemoryTokenCache(clock: Clock): TokenCache {
  const entries = new Map<string, { claims: TokenClaims; endsAt: number }>();
  const counts = new Map<string, { hits: number; misses: number }>();

  const countOf = (projectId: string) => {
    const count = counts.get(projectId) ?? { hits: 0, misses: 0 };
    counts.set(projectId, count);
    return count;
  };
  const drop = (now: number) => {
    // In the order of their making, and so of their ends but for tokens with less than 300 s to live.
    for (const [hash, { endsAt }] of entries) {
      if (endsAt > now) break;
      entries.delete(hash);
    }
    const oldest = entries.keys().next();
    if (entries.size >= MAX_SIZE && !oldest.done) entries.delete(oldest.value);
  };

  return {
    get(hash) {
      const entry = entries.get(hash);
      if (entry && entry.endsAt > clock.now()) {
        countOf(entry.claims.projectId).hits++;
        return entry.claims;
      }
      if (entry) entries.delete(hash);
      return undefined;
    },
    set(hash, claims) {
      const now = clock.now();
      if (entries.size >= MAX_SIZE) drop(now);
      countOf(claims.projectId).misses++;
      entries.set(hash, { claims, endsAt: Math.min(now + TOKEN_CACHE_SECONDS * 1000, claims.expiresAt) });
    },
    delete(hash, projectId) {
      return entries.get(hash)?.claims.projectId === projectId && entries.delete(hash);
    },
    clear(projectId) {
      let cleared = 0;
      for (const [hash, { claims }] of entries) if (claims.projectId === projectId && entries.delete(hash)) cleared++;
      return cleared;
    },
    stats(projectId) {
      let size = 0;
      for (const { claims } of entries.values()) if (claims.projectId === projectId) size++;
      return { driver: 'memory', size, maxSize: MAX_SIZE, ttlSeconds: TOKEN_CACHE_SECONDS, ...countOf(projectId) };
    },
  };
}
