/** Data kept in this browser that cannot be opened; the message says why, and how to be rid of it. */
export class KeptDataError extends Error {
  override readonly name = 'KeptDataError';
}
