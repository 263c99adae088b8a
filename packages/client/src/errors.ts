import type { ErrorCode, Problem } from '@pulse-io/protocol';

export interface PulseErrorDetails {
  code: ErrorCode;
  message: string;
  status?: number;
  retryable?: boolean | undefined;
  requestId?: string | undefined;
  param?: string | undefined;
  errors?: Problem['errors'];
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

/** What to do about it, where the code alone tells. */
const HINTS: { [Code in ErrorCode]?: string } = {
  dev_mode_only: 'Only a mock server gives dev tokens: pass a tokenProvider.',
  invalid_credentials: 'Check apiKey, apiSecret and baseUrl.',
  network_error: 'Check baseUrl, and that the server allows this origin.',
};

/** Codes after which the same call may succeed later: the protocol's table, where neither server nor caller says more. */
const RETRYABLE = /unavailable|internal|limited|progress|network|timeout|full/;

/** The one error of the client: act on `code`, never on the message. */
export class PulseError extends Error {
  override readonly name: string = 'PulseError';
  declare readonly code: ErrorCode;
  /** HTTP status; 0 when the error did not come from an HTTP answer. */
  declare readonly status: number;
  /** Whether the same call may succeed later without being changed. */
  declare readonly retryable: boolean;
  /** The server's name for the call, to quote in a question to its operator. */
  declare readonly requestId: string | undefined;
  /** The field that is to blame, as a dotted path. */
  declare readonly param: string | undefined;
  /** Every field that is to blame, where there is more than one. */
  declare readonly errors: Problem['errors'];
  /** What to do about it. */
  declare readonly hint: string | undefined;
  /** How long the server asks to wait. */
  declare readonly retryAfterMs: number | undefined;

  constructor({ message, cause, ...details }: PulseErrorDetails) {
    super(message, cause ? { cause } : undefined);
    const { code, retryable = RETRYABLE.test(code) } = details;
    Object.assign(this, { status: 0, hint: HINTS[code] }, details, { retryable });
  }
}

/** The credentials do not do: log in again, or repair the token provider. */
export class AuthError extends PulseError {
  override readonly name = 'AuthError';
}

/** Too many calls: wait `retryAfterMs`. */
export class RateLimitError extends PulseError {
  override readonly name = 'RateLimitError';
}

/** The input does not do: show it beside the field that `param` names. */
export class ValidationError extends PulseError {
  override readonly name = 'ValidationError';
}

/** Makes the error of the class that belongs to the code. */
export function createError(details: PulseErrorDetails): PulseError {
  const { code, status = 0 } = details;
  if (status === 401 || /token|unauth|credentials/.test(code)) return new AuthError(details);
  if (code === 'rate_limited') return new RateLimitError(details);
  if (status === 400 || status === 422 || code === 'invalid_request') return new ValidationError(details);
  return new PulseError(details);
}

/** Makes a PulseError of whatever was thrown; one that is one already stays. */
export const toPulseError = (error: unknown, code: ErrorCode, message: string): PulseError =>
  error instanceof PulseError ? error : createError({ code, message, cause: error });

export const invalidConfig = (message: string): PulseError => new PulseError({ code: 'invalid_config', message });

export const needsCredentials = (what: string, orUser: boolean): PulseError =>
  invalidConfig(`${what} needs ${orUser ? 'a tokenProvider, or ' : ''}an apiSecret on a backend.`);

export const invalidRequest = (message: string, param?: string, cause?: unknown): PulseError =>
  new ValidationError({ code: 'invalid_request', message, param, cause });

export const closedError = (): PulseError => new PulseError({ code: 'closed', message: 'The client is closed.' });

/** An answer that cannot be Pulse's, such as a page that some proxy shows to everybody. */
export const notPulse = (): PulseError =>
  createError({ code: 'network_error', message: 'The answer is not from a Pulse server.' });
