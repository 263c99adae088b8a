const ascending = (samples) => Float64Array.from(samples).sort();

/** The nearest-rank percentile of sorted samples; NaN when there are none. */
const rank = (sorted, percent) => sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;

/** p50, p95 and p99 of samples in any order. */
export function percentiles(samples) {
  const sorted = ascending(samples);
  return { p50: rank(sorted, 50), p95: rank(sorted, 95), p99: rank(sorted, 99) };
}

export const median = (samples) => percentiles(samples).p50;

export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
