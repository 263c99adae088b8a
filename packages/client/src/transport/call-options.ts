/** Given by the caller to any call. */
export interface CallOptions {
  /** Aborting it rejects the call with `aborted`. */
  signal?: AbortSignal | undefined;
  /** Time for one try, instead of the client's. */
  timeoutMs?: number | undefined;
}
