import { ERRORS, type ErrorCode } from '@pulse-io/protocol';

export interface ApiErrorOptions {
  /** The field that is to blame, as a dotted path. */
  param?: string;
  errors?: { param: string; detail: string }[];
  retryAfterSeconds?: number;
  cause?: unknown;
}

/** What a caller is told: a code of the closed table and a sentence that says what to do. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly param: string | undefined;
  readonly errors: { param: string; detail: string }[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, detail: string, options: ApiErrorOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ApiError';
    this.code = code;
    this.param = options.param;
    this.errors = options.errors;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  get retryable(): boolean {
    return ERRORS[this.code].retryable;
  }
}

export const notFound = (what: string): ApiError =>
  new ApiError('not_found', `${what} does not exist, or you may not see it.`);
