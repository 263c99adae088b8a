/** SQLite's result codes (sqlite.org/rescode.html): BUSY, NOMEM, READONLY, IOERR, FULL, CANTOPEN. */
const UNAVAILABLE = new Set([5, 7, 8, 10, 13, 14]);

/** Whether a result code, extended or not, tells that the database cannot serve now. */
export const isUnavailableCode = (code: unknown): boolean =>
  // The low byte is the result code, the rest its extension.
  typeof code === 'number' && UNAVAILABLE.has(code & 0xff);
