import type { Answers, ClientFrame, Position, ServerFrame, Verb } from '@pulse-io/protocol';
import type { SocketEvent, WebSocketConstructor, WebSocketLike } from '../transport/web-socket.js';

type Listener = (event: SocketEvent) => void;
type Request = { id: number } & Record<string, unknown>;
type Responder = (payload: never, socket: ScriptedSocket) => unknown;
export type Script = { [V in Verb]?: Responder };

/** What an answerer throws to answer with an error frame. */
export class Refusal {
  readonly err: Extract<ServerFrame, { err: unknown }>['err'];

  constructor(err: Refusal['err']) {
    this.err = err;
  }
}

/** A reply that the test gives itself, later. */
export const LATER = Symbol('later');

/** One socket, of which the test holds the server's end. */
export class ScriptedSocket implements WebSocketLike {
  readonly url: string;
  readonly protocol: string | undefined;
  readonly sent: ClientFrame[] = [];
  closedWith: number | undefined;
  readonly #listeners = new Map<string, Listener[]>();
  readonly #script: Script;

  constructor(url: string, protocol: string | undefined, script: Script) {
    this.url = url;
    this.protocol = protocol;
    this.#script = script;
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  send(data: string): void {
    const frame = JSON.parse(data) as ClientFrame;
    this.sent.push(frame);
    if (!('id' in frame)) return;
    const { id, ...rest } = frame as Request;
    const [verb, payload] = Object.entries(rest)[0] as [Verb, never];
    const respond = this.#script[verb];
    if (!respond) return;
    try {
      const ok = respond(payload, this);
      if (ok !== LATER) queueMicrotask(() => this.receive({ re: id, ok: ok as Answers[Verb] }));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      queueMicrotask(() => this.receive({ re: id, err: refusal.err }));
    }
  }

  close(code = 1000): void {
    this.closedWith ??= code;
  }

  /** The server's end opens. */
  open(): void {
    this.#raise('open', {});
  }

  /** The server's end sends a frame. */
  receive(frame: ServerFrame): void {
    this.#raise('message', { data: JSON.stringify(frame) });
  }

  /** The server's end sends something else. */
  receiveRaw(data: unknown): void {
    this.#raise('message', { data });
  }

  /** The server's end closes, or the network does. */
  drop(code = 1006, reason = ''): void {
    this.#raise('close', { code, reason });
  }

  /** The payloads of the requests with this verb. */
  requests<V extends Verb>(verb: V): Extract<ClientFrame, Record<V, unknown>>[V][] {
    return this.sent.flatMap((frame) => (verb in frame ? [(frame as never)[verb]] : []));
  }

  /** The id of the last request with this verb. */
  lastId(verb: Verb): number {
    const frame = this.sent.findLast((sent) => verb in sent);
    if (!frame || !('id' in frame)) throw new Error(`no ${verb} was sent`);
    return frame.id;
  }

  #raise(type: string, event: Omit<SocketEvent, 'type'>): void {
    for (const listener of this.#listeners.get(type) ?? []) listener({ type, ...event });
  }
}

/** The sockets that a client opened, and how they answer. */
export class ScriptedServer {
  readonly sockets: ScriptedSocket[] = [];
  readonly WebSocket: WebSocketConstructor;
  /** Sockets open by themselves. */
  reachable = true;
  script: Script;

  constructor(clock: { now(): number }, script: Script = {}) {
    const server = this;
    this.script = {
      connect: () => ({
        session: 's',
        pingMs: 25_000,
        exp: null,
        now: new Date(clock.now()).toISOString(),
        limits: { frameBytes: 65_536, channels: 128, framesPerSecond: 50, watchedUsers: 500 },
      }),
      sub: ({ recover }: { recover?: Position }) => ({
        epoch: 'e1',
        offset: recover?.offset ?? 0,
        recovered: recover !== undefined,
        events: [],
      }),
      unsub: () => ({}),
      watch: () => ({ presence: [] }),
      signal: () => ({}),
      ...script,
    };
    this.WebSocket = class extends ScriptedSocket {
      constructor(url: string, protocol?: string) {
        super(url, protocol, server.script);
        server.sockets.push(this);
        queueMicrotask(() => (server.reachable ? this.open() : this.drop()));
      }
    };
  }

  /** The newest socket. */
  get socket(): ScriptedSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  }
}
