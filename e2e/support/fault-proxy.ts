import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';

/** How bytes travel, each way. */
export interface Conditions {
  latencyMs: number;
  /** Added to the latency, from 0 to this. */
  jitterMs: number;
  /** Infinite for as fast as the machine can. */
  bytesPerSecond: number;
}

/**
 * - `reset`: both ends get a RST; `truncate`: both ends get a FIN; both in the middle of the next chunk
 * - `stall`: nothing moves for a while, then everything goes on
 * - `blackHole`: nothing moves any more, and nobody is told
 */
export type ProxyFault = { kind: 'reset' | 'truncate' | 'blackHole' } | { kind: 'stall'; ms: number };

export interface FaultProxyOptions {
  /** Port on 127.0.0.1 of the server behind. */
  port: number;
  /** Uniform in [0, 1). */
  random: () => number;
}

const HEALTHY: Conditions = { latencyMs: 0, jitterMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY };

/** One way of a connection: chunks go out in order, each at its time. */
class Lane {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #conditions: () => Conditions;
  readonly #random: () => number;
  #freeAt = 0;
  /** Cuts the next chunk at a place of its own and calls back. */
  cut: (() => void) | null = null;

  constructor(from: Socket, to: Socket, conditions: () => Conditions, random: () => number) {
    this.#from = from;
    this.#to = to;
    this.#conditions = conditions;
    this.#random = random;
    from.on('data', (chunk) => this.#take(chunk));
    from.on('end', () => this.#after(0, () => to.end()));
  }

  holdUntil(ms: number): void {
    this.#freeAt = Math.max(this.#freeAt, ms);
  }

  #take(chunk: Buffer): void {
    const { cut } = this;
    const part = cut ? chunk.subarray(0, Math.floor(this.#random() * chunk.length)) : chunk;
    this.cut = null;
    this.#after(part.length, () => {
      if (this.#to.writable && part.length > 0) this.#to.write(part);
      cut?.();
    });
  }

  #after(bytes: number, run: () => void): void {
    const { latencyMs, jitterMs, bytesPerSecond } = this.#conditions();
    const now = performance.now();
    const arrival = now + latencyMs + this.#random() * jitterMs;
    this.#freeAt = Math.max(this.#freeAt, arrival) + (bytes / bytesPerSecond) * 1000;
    const delay = this.#freeAt - now;
    if (delay === Number.POSITIVE_INFINITY) return;
    // Data is not read faster than it leaves, as on a line that is full.
    if (delay > 50) {
      this.#from.pause();
      setTimeout(() => this.#from.resume(), delay).unref();
    }
    setTimeout(run, delay);
  }
}

interface Connection {
  ends: [Socket, Socket];
  lanes: [Lane, Lane];
  /** Neither end is told what happens to the other. */
  silent: boolean;
}

/** A TCP proxy whose line a test can spoil, for HTTP and WebSocket alike. */
export class FaultProxy {
  /** Of every connection, those that stand included. */
  conditions: Conditions = HEALTHY;
  /** New connections are reset at once. */
  refusing = false;
  /** Faults that were done, by kind. */
  readonly done: { [Kind in ProxyFault['kind']]?: number } = {};
  readonly #options: FaultProxyOptions;
  readonly #connections = new Set<Connection>();
  readonly #ends = new Set<Socket>();
  readonly #server = createServer((socket) => this.#accept(socket));

  private constructor(options: FaultProxyOptions) {
    this.#options = options;
  }

  static async start(options: FaultProxyOptions): Promise<FaultProxy> {
    const proxy = new FaultProxy(options);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How many connections stand. */
  get size(): number {
    return this.#connections.size;
  }

  /** Spoils one connection, whichever chance takes; false when there is none. */
  spoil(fault: ProxyFault): boolean {
    const all = [...this.#connections];
    const connection = all[Math.floor(this.#options.random() * all.length)];
    if (connection) this.#spoil(connection, fault);
    return connection !== undefined;
  }

  /** Spoils every connection at once, as a router that restarts does. */
  spoilAll(fault: ProxyFault): void {
    for (const connection of [...this.#connections]) this.#spoil(connection, fault);
  }

  /** From now on the line is good; what was spoilt before stays so. */
  heal(): void {
    this.conditions = HEALTHY;
    this.refusing = false;
  }

  async close(): Promise<void> {
    for (const end of this.#ends) end.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #accept(client: Socket): void {
    if (this.refusing) {
      client.on('error', () => {});
      client.resetAndDestroy();
      return;
    }
    const server = dial(this.#options.port, '127.0.0.1');
    const lane = (from: Socket, to: Socket) => new Lane(from, to, () => this.conditions, this.#options.random);
    const connection: Connection = {
      ends: [client, server],
      lanes: [lane(client, server), lane(server, client)],
      silent: false,
    };
    this.#connections.add(connection);
    for (const [end, other] of [connection.ends, connection.ends.toReversed()] as [Socket, Socket][]) {
      this.#ends.add(end.setNoDelay(true));
      // A close follows.
      end.on('error', () => {});
      end.on('close', () => {
        this.#ends.delete(end);
        this.#connections.delete(connection);
        if (!connection.silent) other.destroySoon();
      });
    }
  }

  #spoil(connection: Connection, fault: ProxyFault): void {
    const { ends, lanes } = connection;
    this.done[fault.kind] = (this.done[fault.kind] ?? 0) + 1;
    if (fault.kind === 'stall') {
      for (const lane of lanes) lane.holdUntil(performance.now() + fault.ms);
    } else if (fault.kind === 'blackHole') {
      connection.silent = true;
      this.#connections.delete(connection);
      for (const lane of lanes) lane.holdUntil(Number.POSITIVE_INFINITY);
    } else {
      const cut = () => {
        for (const end of ends) {
          if (fault.kind === 'reset') end.resetAndDestroy();
          else end.end();
        }
      };
      for (const lane of lanes) lane.cut = cut;
    }
  }
}
