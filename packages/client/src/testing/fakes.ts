import type { Logger } from '../lib/logger.js';

/** Keeps what was logged, for the test to look at. */
export class QuietLogger implements Logger {
  readonly lines: string[] = [];

  warn(message: string): void {
    this.lines.push(message);
  }

  error(message: string): void {
    this.lines.push(message);
  }
}

/** A token that a client can read; its signature is worth nothing. */
export function fakeToken(identity: string, expiresAtMs: number, mark = ''): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part({ sub: identity, exp: expiresAtMs / 1000, mark })}.x`;
}
