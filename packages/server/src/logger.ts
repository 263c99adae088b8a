/** Where the backend tells what went wrong; `fields` are plain data. */
export interface Logger {
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

const line = (message: string, fields?: Record<string, unknown>) =>
  fields ? `pulse: ${message} ${JSON.stringify(fields)}` : `pulse: ${message}`;

export const consoleLogger: Logger = {
  warn: (message, fields) => console.warn(line(message, fields)),
  error: (message, fields) => console.error(line(message, fields)),
};
