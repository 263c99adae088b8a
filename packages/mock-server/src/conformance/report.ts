import type { Area } from './areas.js';

export type CaseStatus = 'passed' | 'failed' | 'skipped';

export interface CaseResult {
  /** Stays the same from version to version, such as `feeds/cursor-of-another-list-is-refused`. */
  name: string;
  area: Area;
  status: CaseStatus;
  /** How long it took, in milliseconds. */
  ms: number;
  /** What was expected and what came, of which request; of a skipped case, why. */
  error?: string;
  /** What a server must do, in one sentence. */
  requirement: string;
}

export interface ConformanceReport {
  passed: number;
  failed: number;
  skipped: number;
  /** In the order of the catalogue. */
  results: CaseResult[];
}
