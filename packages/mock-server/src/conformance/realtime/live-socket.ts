import type {
  Answers,
  AnyEvent,
  ClientFrame,
  ErrorCode,
  Events,
  EventType,
  FrameError,
  Position,
  ServerFrame,
  SubscribeOk,
  Verb,
} from '@pulse-io/protocol';
import { serverFrameSchema } from '@pulse-io/protocol/server-frames';
import { explainIssues } from '../explain-issues.js';
import { Failure } from '../failure.js';
import type { WebSocketLike } from '../options.js';
import { shorten, show } from '../shorten.js';
import { OffsetWatch } from './offset-watch.js';

export interface LiveSocketOptions {
  /** How long anything may take to come. */
  waitMs: number;
  onLine(line: string): void;
  /** The server broke a rule that holds of every frame. */
  onViolation(message: string): void;
}

export interface Closed {
  code: number;
  reason: string;
}

type Input<V extends Verb> =
  Extract<ClientFrame, { [K in V]: unknown }> extends { [K in V]: infer Data } ? Data : never;
export type EventOf<Type extends EventType> = Extract<AnyEvent, { type: Type }> & { data: Events[Type] };

/** A realtime socket as a case drives it: every frame is checked against the protocol, every channel for gaps. */
export class LiveSocket {
  readonly frames: ServerFrame[] = [];
  readonly #socket: WebSocketLike;
  readonly #options: LiveSocketOptions;
  readonly #offsets = new OffsetWatch();
  readonly #asked = new Map<number, { verb?: Verb; ch?: string; recover?: Position }>();
  readonly #waiting = new Set<() => void>();
  #closed: Closed | null = null;
  #isOpen = false;
  #id = 0;

  constructor(socket: WebSocketLike, options: LiveSocketOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.addEventListener('open', () => {
      this.#isOpen = true;
      this.#wake();
    });
    socket.addEventListener('message', ({ data }) => this.#take(data));
    socket.addEventListener('close', ({ code = 1005, reason = '' }) => {
      this.#closed = { code, reason };
      options.onLine(`socket ← closed ${code} ${reason}`);
      this.#wake();
    });
    // What breaks a socket also closes it.
    socket.addEventListener('error', () => {});
  }

  get protocol(): string {
    return this.#socket.protocol;
  }

  async opened(): Promise<void> {
    await this.#until(() => this.#isOpen || this.#closed !== null, 'the socket to open');
    if (!this.#isOpen) throw new Failure(`expected the socket to open, it closed with ${show(this.#closed)}`);
  }

  /** Sends anything. */
  raw(data: string | Uint8Array<ArrayBuffer>): void {
    this.#options.onLine(`socket → ${typeof data === 'string' ? shorten(data, 160) : `<${data.byteLength} bytes>`}`);
    const id = typeof data === 'string' ? /^\{"id":(\d+)/.exec(data)?.[1] : undefined;
    if (id !== undefined && !this.#asked.has(Number(id))) this.#asked.set(Number(id), {});
    this.#socket.send(data);
  }

  /** Sends a frame, which need not be valid, with the next id, and answers the id. */
  post(verb: Verb, input: unknown): number {
    const id = ++this.#id;
    const { ch, recover } = (input ?? {}) as { ch?: string; recover?: Position };
    this.#asked.set(id, { verb, ...(ch === undefined ? {} : { ch }), ...(recover === undefined ? {} : { recover }) });
    this.raw(JSON.stringify({ id, [verb]: input }));
    return id;
  }

  /** Asks for what must be answered with `ok`. */
  async ask<V extends Verb>(verb: V, input: Input<V>): Promise<Answers[V]> {
    const answer = await this.answer(this.post(verb, input), `an answer to ${verb} ${show(input, 120)}`);
    if ('err' in answer) {
      throw new Failure(`expected ${verb} ${show(input, 120)} to be answered with ok, came ${show(answer.err)}`);
    }
    return answer.ok as Answers[V];
  }

  /** Asks for what must be refused with a code. */
  async refused(verb: Verb, input: unknown, code: ErrorCode): Promise<FrameError> {
    const answer = await this.answer(this.post(verb, input), `an answer to ${verb} ${show(input, 120)}`);
    if ('err' in answer && answer.err.code === code) return answer.err;
    throw new Failure(`expected ${verb} ${show(input, 120)} to be refused with ${code}, came ${show(answer)}`);
  }

  answer(id: number, expected: string) {
    return this.#find((frame) => ('re' in frame && frame.re === id ? frame : undefined), expected);
  }

  /** Subscribes. */
  sub(ch: string, options: { recover?: Position; presence?: boolean } = {}): Promise<SubscribeOk> {
    return this.ask('sub', { ch, ...options });
  }

  /** The first event of a type, come or to come, that fits. */
  event<Type extends EventType>(
    type: Type,
    fits: (event: EventOf<Type>) => boolean = () => true,
  ): Promise<EventOf<Type>> {
    return this.#find((frame) => {
      if (!('ev' in frame) || frame.ev.type !== type) return undefined;
      const event = frame.ev as EventOf<Type>;
      return fits(event) ? event : undefined;
    }, `the event ${type}`);
  }

  /** The first ephemeral, come or to come, that fits. */
  ephemeral(type: string, fits: (user: string) => boolean = () => true) {
    return this.#find(
      (frame) => ('eph' in frame && frame.eph.type === type && fits(frame.eph.user) ? frame.eph : undefined),
      `the ephemeral ${type}`,
    );
  }

  /** The first frame, come or to come, of which `read` makes something. */
  find<T>(read: (frame: ServerFrame) => T | undefined, expected: string): Promise<T> {
    return this.#find(read, expected);
  }

  /** That a subscription is ended by the server. */
  unsubscribed(ch: string): Promise<{ ch: string; code: ErrorCode }> {
    return this.#find(
      (frame) => ('unsubd' in frame && frame.unsubd.ch === ch ? frame.unsubd : undefined),
      `{unsubd} of ${ch}`,
    );
  }

  /** Events of a channel that came so far. */
  events(ch: string): AnyEvent[] {
    return this.frames.flatMap((frame) => ('ev' in frame && frame.ev.ch === ch ? [frame.ev] : []));
  }

  /** Waits until the server has answered what was sent so far: what was on its way before has come by then. */
  async settled(): Promise<void> {
    await this.ask('unsub', { ch: 'room:nobody-is-here' });
  }

  /** That the server closes the socket, with this code. */
  async closedWith(code: number): Promise<Closed> {
    await this.#until(() => this.#closed !== null, `the socket to be closed with ${code}`);
    const closed = this.#closed ?? { code: 0, reason: '' };
    if (closed.code !== code) throw new Failure(`expected the socket to be closed with ${code}, came ${show(closed)}`);
    return closed;
  }

  /** Ends it from here. */
  async end(): Promise<void> {
    this.#socket.close(1000);
    await this.#until(() => this.#closed !== null, 'the socket to close').catch(() => {});
  }

  #take(data: unknown): void {
    const frame = this.#read(data);
    if (typeof frame === 'string') {
      this.#options.onViolation(frame);
      return;
    }
    const wrong = this.#follow(frame);
    if (wrong !== null) this.#options.onViolation(wrong);
    this.frames.push(frame);
    if ('ping' in frame) this.#socket.send('{"pong":{}}');
    this.#wake();
  }

  /** A frame, or what is wrong with it. */
  #read(data: unknown): ServerFrame | string {
    if (typeof data !== 'string') return 'a frame came that is not text';
    this.#options.onLine(`socket ← ${shorten(data)}`);
    let json: unknown;
    try {
      json = JSON.parse(data);
    } catch {
      return `a frame came that is not JSON: ${shorten(data)}`;
    }
    const { success, error } = serverFrameSchema.safeParse(json);
    if (success) return json as ServerFrame;
    return `a frame came that the protocol does not have: ${explainIssues(error, 'frame')}; ${shorten(data)}`;
  }

  #follow(frame: ServerFrame): string | null {
    if ('ev' in frame) return this.#offsets.event(frame.ev);
    if ('unsubd' in frame) this.#offsets.left(frame.unsubd.ch);
    if (!('re' in frame)) return null;
    const asked = this.#asked.get(frame.re);
    if (!asked) return `an answer came to the frame ${frame.re}, which was never sent or was answered before`;
    this.#asked.delete(frame.re);
    const { verb, ch } = asked;
    if (ch === undefined) return null;
    if (verb === 'sub' && 'ok' in frame) return this.#offsets.subscribed(ch, asked.recover, frame.ok as SubscribeOk);
    if (verb === 'sub' || verb === 'unsub') this.#offsets.left(ch);
    return null;
  }

  async #find<T>(read: (frame: ServerFrame) => T | undefined, expected: string): Promise<T> {
    let found: T | undefined;
    const look = () => {
      for (const frame of this.frames) {
        found = read(frame);
        if (found !== undefined) return true;
      }
      return this.#closed !== null;
    };
    await this.#until(look, expected);
    if (found !== undefined) return found;
    throw new Failure(`expected ${expected}, but the socket closed with ${show(this.#closed)}`);
  }

  #until(holds: () => boolean, expected: string): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(look);
      };
      const look = () => {
        if (!holds()) return;
        done();
        resolve();
      };
      const { waitMs } = this.#options;
      const timer = setTimeout(() => {
        done();
        reject(new Failure(`expected ${expected} within ${waitMs / 1000} s; nothing of it came`));
      }, waitMs);
      this.#waiting.add(look);
    });
  }

  #wake(): void {
    for (const look of [...this.#waiting]) look();
  }
}
