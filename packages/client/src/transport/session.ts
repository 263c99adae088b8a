import { type Answers, CLOSE, type ClientFrame, LIMITS, type ServerFrame, TIMING, type Verb } from '@pulse-io/protocol';
import { createError, type PulseError } from '../errors.js';
import type { Clock } from '../lib/clock.js';
import { readRecord } from '../lib/read-record.js';
import { Timers } from '../lib/timers.js';
import type { SaidFrame } from '../tabs/tab-message.js';
import type { WebSocketLike } from './web-socket.js';

/** A frame that answers nothing: the server, or the tab that leads, speaks by itself. */
export type PushFrame = Exclude<ServerFrame, { re: number } | { ping: unknown }> | SaidFrame;

export interface SessionEvents {
  onOpen(): void;
  onFrame(frame: PushFrame): void;
  /** The server asks whether somebody is there, and is answered. */
  onPing?(): void;
  /** The socket is gone, by itself or for its silence; never called after `end`. */
  onEnd(code: number, reason: string): void;
}

export interface Reply<V extends Verb> {
  ok(answer: Answers[V]): void;
  /** The server refused; a request that is cut off by the socket's end gets `network_error`. */
  err(error: PulseError): void;
}

type Payload<V extends Verb> = Extract<ClientFrame, Record<V, unknown>>[V];

/** Half of the limit, since the server's second may begin in the middle of ours. */
const FRAMES_PER_SECOND = LIMITS.framesPerSecond / 2;
const ABNORMAL = 1006;

/**
 * One socket from its opening to its end: numbered requests and their answers, pongs, the watch over silence, and
 * the pace of what is sent. Answers are delivered in the order of the frames, before the next frame is looked at.
 */
export class Session {
  readonly socket: WebSocketLike;
  lastFrameAt = 0;
  ended = false;
  readonly #clock: Clock;
  readonly #events: SessionEvents;
  readonly #replies = new Map<number, Reply<Verb>>();
  /** Of requests by their id, of silence, and of the pace. */
  readonly #timers: Timers;
  readonly #queue: string[] = [];
  #lastId = 0;
  /** How long silence may last. */
  #patienceMs: number = TIMING.connectMs;
  /** What may still be sent in the present second. */
  #left = 0;

  constructor(socket: WebSocketLike, clock: Clock, events: SessionEvents) {
    this.socket = socket;
    this.#clock = clock;
    this.#events = events;
    this.#timers = new Timers(clock);
    socket.addEventListener('open', () => this.ended || events.onOpen());
    socket.addEventListener('message', ({ data }) => this.ended || this.#receive(data));
    socket.addEventListener('close', ({ code = ABNORMAL, reason = '' }) => this.#finish(code, reason));
    // A close follows; without a listener some sockets throw.
    socket.addEventListener('error', () => {});
    this.#hear();
  }

  /** The handshake is over: from now on silence is measured by heartbeats. */
  welcome(): void {
    this.#patienceMs = TIMING.deadMs;
    this.#hear();
  }

  request<V extends Verb>(verb: V, payload: Payload<V>, reply: Reply<V>): void {
    const id = ++this.#lastId;
    this.#replies.set(id, reply as Reply<Verb>);
    this.#timers.set(id, TIMING.connectMs, () => this.#lose('a request was not answered'));
    this.#send({ id, [verb]: payload } as unknown as ClientFrame);
  }

  /** Closes the socket; nothing that it still brings is looked at. */
  end(): void {
    if (this.#release()) this.socket.close(1000);
  }

  #hear(): void {
    this.lastFrameAt = this.#clock.now();
    this.#timers.set('silence', this.#patienceMs, () => this.#lose('nothing was heard'));
  }

  #receive(data: unknown): void {
    this.#hear();
    const frame = readRecord(data) as ServerFrame | null;
    if (!frame) return;
    try {
      if ('ping' in frame) {
        this.#send({ pong: {} });
        this.#events.onPing?.();
      } else if ('re' in frame) this.#answer(frame);
      else this.#events.onFrame(frame);
    } catch {
      // What the frame should have said, the next socket is asked for.
      this.#lose('a frame made no sense');
    }
  }

  #answer(frame: Extract<ServerFrame, { re: number }>): void {
    const reply = this.#replies.get(frame.re);
    if (!reply) return;
    this.#replies.delete(frame.re);
    this.#timers.end(frame.re);
    if ('ok' in frame) reply.ok(frame.ok);
    else reply.err(createError(frame.err));
  }

  #send(frame: ClientFrame): void {
    this.#queue.push(JSON.stringify(frame));
    this.#flush();
  }

  #flush(): void {
    if (!this.#timers.has('pace')) {
      this.#left = FRAMES_PER_SECOND;
      this.#timers.set('pace', 1_000, () => this.#queue.length > 0 && this.#flush());
    }
    for (const text of this.#queue.splice(0, this.#left)) {
      this.#left--;
      this.socket.send(text);
    }
  }

  #lose(reason: string): void {
    this.#finish(CLOSE.noPong, reason);
    this.socket.close(CLOSE.noPong, reason);
  }

  #finish(code: number, reason: string): void {
    if (this.#release()) this.#events.onEnd(code, reason);
  }

  #release(): boolean {
    if (this.ended) return false;
    this.ended = true;
    this.#timers.endAll();
    const error = createError({ code: 'network_error', message: 'The connection was lost.' });
    for (const reply of this.#replies.values()) reply.err(error);
    return true;
  }
}
