/** A server does not do what is required of it. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** A case says nothing about this server, and why. */
export class Skip extends Error {
  override readonly name = 'Skip';
}

/** The run could not begin: the server is not there, or its key or secret are others. The message says what to do. */
export class ConformanceError extends Error {
  override readonly name = 'ConformanceError';
  readonly reason: 'unreachable' | 'credentials' | 'selection';

  constructor(reason: ConformanceError['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
