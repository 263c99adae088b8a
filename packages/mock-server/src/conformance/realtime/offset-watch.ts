import type { AnyEvent, Position, SubscribeOk } from '@pulse-io/protocol';

/** Checks that the channels of a socket come without gaps, nothing twice, and in one epoch. Answers what is wrong. */
export class OffsetWatch {
  readonly #positions = new Map<string, Position>();

  /** A subscription was answered; `recover` is what it asked for. */
  subscribed(ch: string, recover: Position | undefined, answer: SubscribeOk): string | null {
    const { epoch, offset, recovered, events } = answer;
    const after = recovered && recover ? recover.offset : offset - events.length;
    let last = after;
    for (const event of events) {
      const wrong = check({ epoch, offset: last }, event, ch);
      if (wrong) return `${wrong}, in the answer of its subscription`;
      last = event.offset;
    }
    if (last !== offset) {
      return `${ch}: the answer ends at offset ${offset}, but its events lead from ${after} to ${last}`;
    }
    if (recovered && recover && recover.epoch !== epoch) return `${ch}: recovered over another epoch, ${epoch}`;
    this.#positions.set(ch, { epoch, offset });
    return null;
  }

  /** The subscription ended. */
  left(ch: string): void {
    this.#positions.delete(ch);
  }

  event(event: AnyEvent): string | null {
    const position = this.#positions.get(event.ch);
    if (!position) return `${event.ch}: an event came that nobody is subscribed to (offset ${event.offset})`;
    const wrong = check(position, event, event.ch);
    this.#positions.set(event.ch, { epoch: event.epoch, offset: event.offset });
    return wrong;
  }
}

function check(position: Position, event: AnyEvent, ch: string): string | null {
  const { epoch, offset, type } = event;
  if (event.ch !== ch) return `${ch}: an event of ${event.ch} stands in its place`;
  if (epoch !== position.epoch) return `${ch}: the epoch changed from ${position.epoch} to ${epoch}`;
  if (offset === position.offset + 1) return null;
  const what = offset <= position.offset ? 'came again or too late' : 'left a gap';
  return `${ch}: ${type} with offset ${offset} ${what}: expected ${position.offset + 1} after ${position.offset}`;
}
