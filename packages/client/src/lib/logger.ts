/** Where the client reports what it cannot throw; `console` is one. */
export interface Logger {
  warn(message: string, detail?: unknown): void;
  error(message: string, detail?: unknown): void;
}
