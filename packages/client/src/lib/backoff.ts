export interface Backoff {
  /** Longest delay before the first retry. */
  baseMs: number;
  /** Longest delay ever. */
  capMs: number;
}

/** Full jitter (aws.amazon.com/builders-library, timeouts, retries and backoff): uniform in 0 … min(cap, base·2ⁿ). */
export const fullJitter = (attempt: number, { baseMs, capMs }: Backoff, random: () => number): number =>
  random() * Math.min(capMs, baseMs * 2 ** attempt);
