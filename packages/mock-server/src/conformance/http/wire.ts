/** What requests are sent by. */
export interface Wire {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  /** Waits, and does not count that as time of the case. */
  pause(ms: number): Promise<void>;
}
