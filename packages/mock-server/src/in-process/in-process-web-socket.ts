import type { Peer, Socket } from '@pulse-io/server';
import { InProcessCloseEvent } from './close-event.js';
import { readAddress, syntaxError } from './read-address.js';
import { TaskLine } from './task-line.js';

/** The other end of an address. */
interface Endpoint {
  /** The subprotocol agreed on; empty for none. */
  protocol: string;
  accept(socket: Socket): Peer;
}

type Payload = string | ArrayBuffer | Blob;
type Handlers = { [Type in keyof WebSocketEventMap]?: EventListener };

const REASON_BYTES = 123;
const NO_STATUS = 1005;
const ABNORMAL = 1006;

/**
 * A WebSocket (https://websockets.spec.whatwg.org) whose server is in the same process.
 *
 * ```
 *   CONNECTING ──there──▶ OPEN ──close()──▶ CLOSING ──▶ CLOSED
 *        │                  └──the server closes, or goes──▶ ▲
 *        └──close(), or nobody there──▶ CLOSING ─────────────┘ 1006
 * ```
 */
export class InProcessWebSocket extends EventTarget implements WebSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  readonly url: string;
  readonly extensions = '';
  binaryType: BinaryType = 'blob';
  #protocol = '';
  #state: 0 | 1 | 2 | 3 = this.CONNECTING;
  #unsentBytes = 0;
  #peer: Peer | null = null;
  readonly #up = new TaskLine();
  readonly #down = new TaskLine();
  readonly #handlers: Handlers = {};

  constructor(
    url: string | URL,
    protocols: string | string[] | undefined,
    find: (url: URL, protocols: string[]) => Endpoint | null,
  ) {
    super();
    const address = readAddress(url, protocols);
    this.url = address.url.href;
    this.#down.push(() => this.#open(find(address.url, address.protocols)));
  }

  get readyState(): 0 | 1 | 2 | 3 {
    return this.#state;
  }

  get protocol(): string {
    return this.#protocol;
  }

  get bufferedAmount(): number {
    return this.#unsentBytes;
  }

  send(data: string | BufferSource | Blob): void {
    if (this.#state === this.CONNECTING) throw new DOMException('The socket is not open yet.', 'InvalidStateError');
    const payload = snapshot(data);
    const bytes = byteLength(payload);
    this.#unsentBytes += bytes;
    // The standard has it count for ever what a closing socket takes and drops.
    if (this.#state !== this.OPEN) return;
    this.#up.push(async () => {
      const read = payload instanceof Blob ? await payload.arrayBuffer() : payload;
      this.#unsentBytes -= bytes;
      this.#peer?.message(read);
    });
  }

  close(code?: number, reason = ''): void {
    if (code !== undefined && code !== 1000 && !(code >= 3000 && code < 5000)) {
      throw new DOMException(`The code is 1000 or 3000 to 4999, not ${code}.`, 'InvalidAccessError');
    }
    if (byteLength(reason) > REASON_BYTES) throw syntaxError(`The reason has at most ${REASON_BYTES} bytes.`);
    if (this.#state === this.CONNECTING) this.#down.push(() => this.#fail());
    else if (this.#state === this.OPEN) {
      this.#up.push(() => {
        this.#leave();
        this.#down.push(() => this.#end(code ?? NO_STATUS, reason));
      });
    } else return;
    this.#state = this.CLOSING;
  }

  #open(endpoint: Endpoint | null): void {
    if (this.#state !== this.CONNECTING) return;
    if (!endpoint) {
      this.#fail();
      return;
    }
    this.#state = this.OPEN;
    this.#protocol = endpoint.protocol;
    this.#peer = endpoint.accept(this.#serverSide());
    this.dispatchEvent(new Event('open'));
  }

  /** The server's handle; what it does arrives later. */
  #serverSide(): Socket {
    let bufferedAmount = 0;
    let ended = false;
    const end = (code: number, reason: string) => {
      if (!ended) this.#down.push(() => this.#end(code, reason));
      ended = true;
    };
    return {
      send: (text) => {
        if (ended) return;
        bufferedAmount += text.length;
        this.#down.push(() => {
          bufferedAmount -= text.length;
          if (this.#state !== this.OPEN) return;
          this.dispatchEvent(new MessageEvent('message', { data: text, origin: new URL(this.url).origin }));
        });
      },
      close: end,
      terminate: () => end(ABNORMAL, ''),
      get bufferedAmount() {
        return bufferedAmount;
      },
    };
  }

  #fail(): void {
    this.dispatchEvent(new Event('error'));
    this.#end(ABNORMAL, '');
  }

  #end(code: number, reason: string): void {
    if (this.#state === this.CLOSED) return;
    this.#state = this.CLOSED;
    this.#up.push(() => this.#leave());
    this.dispatchEvent(new InProcessCloseEvent({ code, reason, wasClean: code !== ABNORMAL }));
  }

  /** Tells the server, once. */
  #leave(): void {
    this.#peer?.closed();
    this.#peer = null;
  }

  get onopen(): WebSocket['onopen'] {
    return this.#handlers.open ?? null;
  }

  set onopen(handler: WebSocket['onopen']) {
    this.#handle('open', handler as EventListener | null);
  }

  get onmessage(): WebSocket['onmessage'] {
    return this.#handlers.message ?? null;
  }

  set onmessage(handler: WebSocket['onmessage']) {
    this.#handle('message', handler as EventListener | null);
  }

  get onclose(): WebSocket['onclose'] {
    return this.#handlers.close ?? null;
  }

  set onclose(handler: WebSocket['onclose']) {
    this.#handle('close', handler as EventListener | null);
  }

  get onerror(): WebSocket['onerror'] {
    return this.#handlers.error ?? null;
  }

  set onerror(handler: WebSocket['onerror']) {
    this.#handle('error', handler as EventListener | null);
  }

  #handle(type: keyof WebSocketEventMap, handler: EventListener | null): void {
    this.removeEventListener(type, this.#handlers[type] ?? null);
    delete this.#handlers[type];
    if (typeof handler !== 'function') return;
    this.#handlers[type] = handler;
    this.addEventListener(type, handler);
  }
}

const encoder = new TextEncoder();

function byteLength(payload: Payload): number {
  if (typeof payload === 'string') return encoder.encode(payload).length;
  return payload instanceof Blob ? payload.size : payload.byteLength;
}

/** As it is now: whoever sends bytes may write into them again. */
function snapshot(data: string | BufferSource | Blob): Payload {
  if (data instanceof Blob) return data;
  if (data instanceof ArrayBuffer) return data.slice(0);
  if (ArrayBuffer.isView(data)) {
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice().buffer as ArrayBuffer;
  }
  return String(data);
}
