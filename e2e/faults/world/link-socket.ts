import type { SocketEvent, WebSocketConstructor, WebSocketLike } from '@pulse-io/client';
import { SUBPROTOCOL } from '@pulse-io/protocol';
import type { Backend } from '@pulse-io/server';
import type { Attached } from './host.js';
import type { Link } from './link.js';

type Listener = (event: SocketEvent) => void;
type Peer = ReturnType<Backend['gateway']['accept']>;

const ABNORMAL = 1006;
/** A frame that waits to be overtaken goes on after this. */
const OVERTAKEN_MS = 2_000;
/** A device gives up the closing handshake of a dead socket after this. */
const CLOSE_MS = 3_000;

/** A device's socket with the server's end of it, over a link. */
export class LinkSocket implements WebSocketLike, Attached {
  /** Nothing arrives any more, either way, and nobody is told. */
  dead = false;
  /** The device was told that it closed, or closed it. */
  over = false;
  readonly #link: Link;
  readonly #listeners = new Map<string, Listener[]>();
  /** The server's work by the id of the frame that began it. */
  readonly #work = new Map<number, () => void>();
  #peer: Peer | null = null;
  #upAt = 0;
  #downAt = 0;
  #waiting: string | null = null;
  #closed = false;

  constructor(link: Link) {
    this.#link = link;
    link.socket = this;
    link.travel(link.latencyMs, () => this.#open());
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  send(text: string): void {
    const { time, latencyMs } = this.#link;
    const { id } = JSON.parse(text) as { id?: number };
    if (id !== undefined) this.#link.askedAt = time.now;
    this.#upAt = Math.max(this.#upAt, time.now + latencyMs);
    this.#link.travel(this.#upAt - time.now, () => {
      const peer = this.#peer;
      if (this.dead || !peer) return;
      if (id !== undefined) this.#work.set(id, time.work());
      peer.message(text);
    });
  }

  /** The device closes; what was on its way to it still arrives, as with sockets that are closing. */
  close(): void {
    if (this.over) return;
    this.over = true;
    const { latencyMs } = this.#link;
    if (!this.dead) this.#link.travel(latencyMs, () => this.#letGo());
    this.#link.travel(this.dead ? CLOSE_MS : 2 * latencyMs, () => this.#raiseClose(1000, ''));
  }

  /** The connection breaks and both ends notice. */
  drop(): void {
    if (this.dead || !this.#peer) return;
    this.#letGo();
    this.#link.travel(this.#link.latencyMs, () => this.#raiseClose(ABNORMAL, ''));
  }

  /** The connection breaks and nobody notices. */
  blackHole(): void {
    this.dead = true;
  }

  serverDied(silently: boolean): void {
    if (silently) this.blackHole();
    else this.drop();
    this.#letGo();
  }

  #open(): void {
    const link = this.#link;
    const backend = link.host.backend;
    if (this.over || this.dead) return;
    if (link.offline || !backend) {
      this.#raiseClose(ABNORMAL, '');
      return;
    }
    link.host.sockets.add(this);
    this.#peer = backend.gateway.accept(
      {
        send: (text) => this.#down(text),
        close: (code, reason) => this.#serverCloses(code, reason),
        bufferedAmount: 0,
      },
      { origin: null, protocol: SUBPROTOCOL },
    );
    link.run(() => this.#raise('open', {}));
  }

  #down(text: string): void {
    const { re } = JSON.parse(text) as { re?: number };
    if (re !== undefined) this.#work.get(re)?.();
    const fault = this.#waiting === null ? this.#link.nextFrameFault() : undefined;
    if (fault?.kind === 'swap') {
      this.#waiting = text;
      this.#link.travel(OVERTAKEN_MS, () => this.#release());
      return;
    }
    this.#deliver(text);
    if (fault?.kind === 'repeat') this.#link.travel(this.#link.latencyMs + fault.lateMs, () => this.#arrive(text));
    this.#release();
  }

  /** The frame that was to be overtaken goes its way. */
  #release(): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting !== null) this.#deliver(waiting);
  }

  #deliver(text: string): void {
    const { time, latencyMs } = this.#link;
    this.#downAt = Math.max(this.#downAt, time.now + latencyMs);
    this.#link.travel(this.#downAt - time.now, () => this.#arrive(text));
  }

  #arrive(text: string): void {
    if (!this.dead) this.#link.receive(text, () => this.#raise('message', { data: text }));
  }

  #serverCloses(code: number, reason: string): void {
    const { time, latencyMs } = this.#link;
    this.#release();
    this.#letGo();
    this.#link.travel(Math.max(this.#downAt - time.now, latencyMs), () => this.#raiseClose(code, reason));
  }

  /** The server's end is gone. */
  #letGo(): void {
    const peer = this.#peer;
    this.#peer = null;
    this.#link.host.sockets.delete(this);
    for (const done of this.#work.values()) done();
    peer?.closed();
  }

  #raiseClose(code: number, reason: string): void {
    if (this.dead && !this.over) return;
    this.#link.run(() => {
      this.over = true;
      if (this.#closed) return;
      this.#closed = true;
      this.#raise('close', { code, reason });
    });
  }

  #raise(type: string, event: Omit<SocketEvent, 'type'>): void {
    for (const listener of this.#listeners.get(type) ?? []) listener({ type, ...event });
  }
}

/** The WebSocket of a device. */
export const socketsOf = (link: Link): WebSocketConstructor =>
  class extends LinkSocket {
    constructor() {
      super(link);
    }
  };
