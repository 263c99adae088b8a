import {
  type AnyEvent,
  type Position,
  REALTIME_PATH,
  type ServerFrame,
  SUBPROTOCOL,
  type SubscribeOk,
} from '@pulse-io/protocol';
import type { MessagePlace } from './chat-journal.js';
import { API_KEY } from './shared-backends.js';

const CONNECT = 1;
const SUB = 2;

export interface ChannelReaderOptions {
  url: string;
  token: string;
  ch: string;
}

/**
 * Hears one channel over a bare socket, and keeps everything just as the server sent it: what comes twice or out of
 * turn is there to be seen. After a loss it goes on from where it stood.
 */
export class ChannelReader {
  readonly events: AnyEvent[] = [];
  /** Sockets that were subscribed with. */
  sockets = 0;
  /** What the server could not go on with. */
  readonly refusals: ServerFrame[] = [];
  readonly #options: ChannelReaderOptions;
  #position: Position | null = null;
  #socket: WebSocket;
  #closed = false;

  constructor(options: ChannelReaderOptions) {
    this.#options = options;
    this.#socket = this.#dial();
  }

  /** The new messages among the events. */
  get messages(): MessagePlace[] {
    return this.events.flatMap(({ type, data, offset }) =>
      type === 'chat.message.new' ? [{ id: data.message.id, offset }] : [],
    );
  }

  close(): void {
    this.#closed = true;
    this.#socket.close();
  }

  #dial(): WebSocket {
    const socket = new WebSocket(this.#options.url.replace(/^http/, 'ws') + REALTIME_PATH, SUBPROTOCOL);
    socket.onopen = () => this.#send({ id: CONNECT, connect: { key: API_KEY, token: this.#options.token } });
    socket.onmessage = ({ data }) => this.#take(JSON.parse(String(data)));
    socket.onclose = () => {
      if (!this.#closed) this.#socket = this.#dial();
    };
    return socket;
  }

  #send(frame: object): void {
    this.#socket.send(JSON.stringify(frame));
  }

  #take(frame: ServerFrame): void {
    if ('ping' in frame) this.#send({ pong: {} });
    else if ('ev' in frame) this.#hear([frame.ev]);
    else if ('err' in frame || 'unsubd' in frame) this.refusals.push(frame);
    else if ('re' in frame && frame.re === CONNECT) {
      this.#send({ id: SUB, sub: { ch: this.#options.ch, ...(this.#position && { recover: this.#position }) } });
    } else if ('re' in frame) this.#stand(frame as { re: number; ok: SubscribeOk });
  }

  #stand({ ok }: { re: number; ok: SubscribeOk }): void {
    if (this.#position && !ok.recovered) this.refusals.push({ re: SUB, ok });
    this.#position = { epoch: ok.epoch, offset: this.#position ? this.#position.offset : ok.offset };
    this.#hear(ok.events);
    this.sockets++;
  }

  #hear(events: readonly AnyEvent[]): void {
    for (const event of events) {
      this.events.push(event);
      this.#position = { epoch: event.epoch, offset: event.offset };
    }
  }
}
