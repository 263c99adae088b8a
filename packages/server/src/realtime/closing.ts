import type { ApiError } from '../api-error.js';
import { cutUtf8 } from './utf8.js';

/** What a close frame carries as its reason at most (RFC 6455, 5.5: 125 bytes with the code). */
const REASON_BYTES = 123;

/** Thrown by a verb: the frame is answered with the error and the socket closed with the code. */
export class Closing extends Error {
  override readonly name = 'Closing';
  readonly closeCode: number;
  readonly error: ApiError;

  constructor(closeCode: number, error: ApiError) {
    super(error.message, { cause: error });
    this.closeCode = closeCode;
    this.error = error;
  }
}

/** The reason of a close frame: the error's code and as much of its message as fits. */
export const closeReason = ({ code, message }: ApiError): string => cutUtf8(`${code}: ${message}`, REASON_BYTES);
