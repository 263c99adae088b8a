import { ApiError } from '../api-error.js';
import type { RateLimit, RateLimiter } from './rate-limits.js';

export interface RateLimits {
  /** Calls of one project; null for no limit. */
  project: RateLimit | null;
  /** Calls of one IP address without valid credentials; null for no limit. */
  anonymous: RateLimit | null;
  /** Reads of uploaded files by one IP address, which a page may need many of; null for no limit. */
  files: RateLimit | null;
}

export const DEFAULT_RATE_LIMITS: RateLimits = {
  project: { quota: 1_000, windowSeconds: 60 },
  anonymous: { quota: 100, windowSeconds: 60 },
  files: { quota: 1_000, windowSeconds: 60 },
};

/**
 * Counts a call and writes the `RateLimit` fields (draft-ietf-httpapi-ratelimit-headers-10).
 * Throws `rate_limited` above the quota.
 */
export function limitRate(
  limiter: RateLimiter,
  limits: RateLimits,
  policy: keyof RateLimits,
  key: string,
  headers: Headers,
): void {
  const limit = limits[policy];
  if (!limit) return;
  const { allowed, remaining, resetSeconds } = limiter.take(`${policy}:${key}`, limit);
  headers.set('ratelimit-policy', `"${policy}";q=${limit.quota};w=${limit.windowSeconds}`);
  headers.set('ratelimit', `"${policy}";r=${remaining};t=${resetSeconds}`);
  if (allowed) return;
  throw new ApiError('rate_limited', `The limit of ${limit.quota} calls in ${limit.windowSeconds} s is used up.`, {
    retryAfterSeconds: resetSeconds,
  });
}
