import { CLOSE, type ClientFrame, type ServerFrame } from '@pulse-io/protocol';
import type { Clock, Handshake, Peer, Socket } from '@pulse-io/server';
import { LazyFrame } from '../events/frame-entry.js';
import type { NewMockEvent } from '../events/mock-event.js';
import { type ExpiredTokens, peekToken } from '../faults/expired-tokens.js';
import type { FaultSource } from '../faults/faults.js';
import { FrameLine } from './frame-line.js';

export interface MockSocketDeps {
  /** Counts up from 1. */
  id: number;
  /** The client's side. */
  socket: Socket;
  clock: Clock;
  faults: FaultSource;
  expired: ExpiredTokens;
  log(event: NewMockEvent): void;
  onClosed(): void;
}

/** Of a socket that cannot end without a goodbye: connect again. */
const GONE = 4000;
const EXPIRED = 'token_expired: The user token has ended; get a new one.';

/** A socket between a client and the backend: it notes what goes over it, and goes wrong when it is told to. */
export class MockSocket implements Peer, Socket {
  readonly #deps: MockSocketDeps;
  readonly #line: FrameLine;
  #peer: Peer | null = null;
  #state: 'open' | 'silent' | 'closing' | 'closed' = 'open';
  #connectId: number | null = null;
  #claimed: string | null = null;
  #why: { code?: number; reason?: string } = {};
  /** Frames of the client that have no answer yet, by their ids. */
  readonly #asked = new Set<string>();
  /** Whom it belongs to; null before it is let in, and for a server. */
  user: string | null = null;

  constructor(deps: MockSocketDeps) {
    this.#deps = deps;
    this.#line = new FrameLine(deps.clock, (text) => this.#write(text));
    this.#tell('opened');
  }

  /** Opens the way to a backend. */
  attach(accept: (socket: Socket, handshake: Handshake) => Peer, handshake: Handshake): this {
    this.#peer = accept(this, handshake);
    return this;
  }

  /** From the backend. */
  send(text: string): void {
    if (this.#state !== 'open') return;
    const answered = /^\{"re":(\d+)/.exec(text)?.[1];
    if (answered !== undefined) this.#asked.delete(answered);
    this.#see(text);
    const type = this.#deps.faults.watchesFrames ? eventType(text) : null;
    this.#line.push(text, type === null ? undefined : this.#deps.faults.strikeFrame(this.user, type));
  }

  /** From the backend, or by hand: a goodbye with a code. */
  close(code: number, reason: string): void {
    if (this.#state !== 'open') return;
    this.#line.drain();
    this.#state = 'closing';
    this.#why = { code, ...(reason ? { reason } : {}) };
    this.#deps.socket.close(code, reason);
  }

  /** Ends it with no goodbye. */
  terminate(): void {
    if (this.#state === 'closed') return;
    this.#line.end();
    this.#state = 'closing';
    this.#why = { code: 1006 };
    const { socket } = this.#deps;
    if (socket.terminate) socket.terminate();
    else socket.close(GONE, '');
  }

  /** Says and hears nothing from now on. */
  silence(): boolean {
    if (this.#state !== 'open') return false;
    this.#line.end();
    this.#state = 'silent';
    return true;
  }

  get id(): number {
    return this.#deps.id;
  }

  /** How many of the client's frames wait for their answer. */
  get pending(): number {
    return this.#state === 'open' ? this.#asked.size : 0;
  }

  get silent(): boolean {
    return this.#state === 'silent';
  }

  get bufferedAmount(): number {
    return this.#deps.socket.bufferedAmount;
  }

  /** From the client. */
  message(data: string | ArrayBuffer | ArrayBufferView): void {
    if (this.#state !== 'open') return;
    const text = typeof data === 'string' ? data : null;
    const asked = text === null ? undefined : /^\{"id":(\d+)/.exec(text)?.[1];
    if (asked !== undefined) this.#asked.add(asked);
    if (text === null || !/"(connect|refresh)"/.test(text)) {
      this.#note('in', text ?? '(binary)');
    } else if (!this.#hearCredentials(text)) return;
    this.#peer?.message(data);
  }

  /** The client's side has gone. */
  closed(): void {
    if (this.#state === 'closed') return;
    this.#line.end();
    this.#state = 'closed';
    this.#tell('closed', this.#why);
    this.#deps.onClosed();
    this.#peer?.closed();
  }

  /** False when the token in it counts as expired, and the socket was closed for it. */
  #hearCredentials(text: string): boolean {
    const frame = parse(text) as ClientFrame | null;
    const connect = frame && 'connect' in frame ? frame.connect : undefined;
    const token = connect?.token ?? (frame && 'refresh' in frame ? frame.refresh?.token : undefined);
    this.#note('in', redact(text));
    if (frame && connect && 'id' in frame) {
      this.#connectId = frame.id;
      this.#claimed = typeof token === 'string' ? (peekToken(token)?.user ?? null) : null;
    }
    if (typeof token !== 'string' || !this.#deps.expired.has(token)) return true;
    this.close(CLOSE.tokenExpired, EXPIRED);
    return false;
  }

  /** The answer to `connect` tells that the user is who the token says. */
  #see(text: string): void {
    if (this.#connectId === null || !text.startsWith('{"re":')) return;
    const frame = parse(text) as ServerFrame | null;
    if (!frame || !('re' in frame) || frame.re !== this.#connectId) return;
    this.#connectId = null;
    if (!('ok' in frame)) return;
    this.user = this.#claimed;
    this.#tell('connected');
  }

  #write(text: string): void {
    this.#note('out', text);
    this.#deps.socket.send(text);
  }

  #note(direction: 'in' | 'out', text: string): void {
    this.#deps.log(new LazyFrame({ socket: this.#deps.id, user: this.user, direction, text }));
  }

  #tell(state: 'opened' | 'connected' | 'closed', why: { code?: number; reason?: string } = {}): void {
    this.#deps.log({ kind: 'socket', socket: this.#deps.id, user: this.user, state, ...why });
  }
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/** The type of the event that a frame carries; null for another frame. */
function eventType(text: string): string | null {
  if (!text.startsWith('{"ev":')) return null;
  const frame = parse(text) as { ev?: { type?: string } } | null;
  return frame?.ev?.type ?? null;
}

/** Credentials are in no log. */
const redact = (text: string): string => text.replaceAll(/("(?:token|secret)"\s*:\s*")(?:[^"\\]|\\.)*"/g, '$1…"');
