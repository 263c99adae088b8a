import type { ClientFrame, ServerFrame } from '@pulse-io/protocol';
import type { NewMockEvent } from './mock-event.js';

/** A frame for the log, parsed when it is first looked at: most never are. */
export class LazyFrame {
  readonly kind = 'frame';
  readonly socket: number;
  readonly user: string | null;
  readonly direction: 'in' | 'out';
  readonly text: string;
  #frame: ClientFrame | ServerFrame | null | undefined;

  constructor({ socket, user, direction, text }: Omit<Extract<NewMockEvent, { kind: 'frame' }>, 'kind' | 'frame'>) {
    this.socket = socket;
    this.user = user;
    this.direction = direction;
    this.text = text;
  }

  get frame(): ClientFrame | ServerFrame | null {
    if (this.#frame === undefined) this.#frame = parse(this.text);
    return this.#frame;
  }

  toJSON(): object {
    const { text: _, ...shown } = { ...this, frame: this.frame };
    return shown;
  }
}

function parse(text: string): ClientFrame | ServerFrame | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
