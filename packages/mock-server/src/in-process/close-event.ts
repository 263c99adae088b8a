interface CloseInit {
  code: number;
  reason: string;
  wasClean: boolean;
}

/** The end of a socket, where the platform has no CloseEvent of its own: Node 22. */
export class InProcessCloseEvent extends Event implements CloseEvent {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;

  constructor({ code, reason, wasClean }: CloseInit) {
    super('close');
    this.code = code;
    this.reason = reason;
    this.wasClean = wasClean;
  }
}
