import { type Answers, CLOSE, type ClientFrame, LIMITS, type ServerFrame, TIMING, type Verb } from '@pulse-io/protocol';
import { createError, type PulseError } from '../errors.js';
import type { Clock } from '../lib/clock.js';
import type { WebSocketLike } from './web-socket.js';

/** A frame that answers nothing: the server speaks by itself. */
export type PushFrame = Exclude<ServerFrame, { re: number } | { ping: unknown }>;

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
  lastFrameAt: number;
  ended = false;
  #welcome = false;
  readonly #socket: WebSocketLike;
  readonly #clock: Clock;
  readonly #events: SessionEvents;
  readonly #replies = new Map<number, { reply: Reply<Verb>; timer: unknown }>();
  #lastId = 0;
  #silence: unknown;
  readonly #queue: string[] = [];
  #pace: unknown;
  #second = 0;
  #sent = 0;

  constructor(socket: WebSocketLike, clock: Clock, events: SessionEvents) {
    this.#socket = socket;
    this.#clock = clock;
    this.#events = events;
    this.lastFrameAt = clock.now();
    socket.addEventListener('open', () => this.ended || events.onOpen());
    socket.addEventListener('message', ({ data }) => this.ended || this.#receive(data));
    socket.addEventListener('close', ({ code = ABNORMAL, reason = '' }) => this.#finish(code, reason));
    // A close follows; without a listener some sockets throw.
    socket.addEventListener('error', () => {});
    this.#watchSilence();
  }

  /** The handshake is over: from now on silence is measured by heartbeats. */
  welcome(): void {
    this.#welcome = true;
  }

  request<V extends Verb>(verb: V, payload: Payload<V>, reply: Reply<V>): void {
    const id = ++this.#lastId;
    const timer = this.#clock.setTimeout(() => this.#lose('a request was not answered'), TIMING.connectMs);
    this.#replies.set(id, { reply: reply as Reply<Verb>, timer });
    this.#send({ id, [verb]: payload } as unknown as ClientFrame);
  }

  /** Closes the socket; nothing that it still brings is looked at. */
  end(): void {
    if (this.#release()) this.#socket.close(1000);
  }

  #receive(data: unknown): void {
    this.lastFrameAt = this.#clock.now();
    const frame = parse(data);
    if (!frame) return;
    try {
      if ('ping' in frame) {
        this.#send({ pong: {} });
        this.#events.onPing?.();
      } else if ('re' in frame) this.#answer(frame);
      else this.#events.onFrame(frame);
    } catch {
      // What the frame should have said, the next socket is asked for.
      this.#lose('a frame could not be understood');
    }
  }

  #answer(frame: Extract<ServerFrame, { re: number }>): void {
    const request = this.#replies.get(frame.re);
    if (!request) return;
    this.#replies.delete(frame.re);
    this.#clock.clearTimeout(request.timer);
    if ('ok' in frame) request.reply.ok(frame.ok);
    else request.reply.err(createError(frame.err));
  }

  #send(frame: ClientFrame): void {
    this.#queue.push(JSON.stringify(frame));
    this.#flush();
  }

  #flush(): void {
    const now = this.#clock.now();
    // Below zero, the device's clock was put back.
    if (now - this.#second >= 1_000 || now < this.#second) {
      this.#second = now;
      this.#sent = 0;
    }
    for (; this.#queue.length > 0 && this.#sent < FRAMES_PER_SECOND; this.#sent++) {
      this.#socket.send(this.#queue.shift() as string);
    }
    if (this.#queue.length === 0 || this.#pace !== undefined) return;
    this.#pace = this.#clock.setTimeout(
      () => {
        this.#pace = undefined;
        this.#flush();
      },
      this.#second + 1_000 - now,
    );
  }

  #watchSilence(): void {
    const now = this.#clock.now();
    // The device's clock may have been put back: silence then counts from here.
    this.lastFrameAt = Math.min(this.lastFrameAt, now);
    const left = this.lastFrameAt + (this.#welcome ? TIMING.deadMs : TIMING.connectMs) - now;
    if (left <= 0) this.#lose('nothing was heard');
    else this.#silence = this.#clock.setTimeout(() => this.#watchSilence(), left);
  }

  #lose(reason: string): void {
    this.#finish(CLOSE.noPong, reason);
    this.#socket.close(CLOSE.noPong, reason);
  }

  #finish(code: number, reason: string): void {
    if (this.#release()) this.#events.onEnd(code, reason);
  }

  #release(): boolean {
    if (this.ended) return false;
    this.ended = true;
    this.#clock.clearTimeout(this.#silence);
    this.#clock.clearTimeout(this.#pace);
    const error = createError({ code: 'network_error', message: 'The realtime connection was lost.', retryable: true });
    for (const { reply, timer } of this.#replies.values()) {
      this.#clock.clearTimeout(timer);
      reply.err(error);
    }
    return true;
  }
}

function parse(data: unknown): ServerFrame | null {
  try {
    const frame: unknown = JSON.parse(data as string);
    return typeof frame === 'object' && frame ? (frame as ServerFrame) : null;
  } catch {
    return null;
  }
}
