import type { Host } from './host.js';
import type { LinkSocket } from './link-socket.js';
import type { VirtualTime } from './virtual-time.js';

/** What happens to one HTTP call. */
export const HTTP_FAULTS = [
  'request lost',
  'request swallowed',
  'request late',
  'answer lost',
  'answer swallowed',
  'answer late',
  'answer 502 after the act',
  'answer 503',
  'answer 429',
  'answer 500 as a page',
] as const;
export type HttpFault = (typeof HTTP_FAULTS)[number];

/** What happens to the frame that comes down after so many others. */
export type FrameFault = { after: number } & ({ kind: 'repeat'; lateMs: number } | { kind: 'swap' });

const HEALTHY_MS = 5;

/** The network between one device and the server, and whatever is wrong with it. */
export class Link {
  readonly host: Host;
  readonly time: VirtualTime;
  latencyMs = HEALTHY_MS;
  offline = false;
  readonly httpFaults: HttpFault[] = [];
  readonly frameFaults: FrameFault[] = [];
  /** The newest socket of the device. */
  socket: LinkSocket | null = null;
  /** Told of everything that the server sends to the device. */
  readonly #onData: (text: string) => void;
  /** Things on their way. */
  travelling = 0;
  /** HTTP calls that the device waits for. */
  calls = 0;
  /** When the device last wanted something from the server. */
  askedAt = 0;
  #frozen: (() => void)[] | null = null;

  constructor(host: Host, time: VirtualTime, onData: (text: string) => void) {
    this.host = host;
    this.time = time;
    this.#onData = onData;
  }

  get frozen(): boolean {
    return this.#frozen !== null;
  }

  /** The device does nothing any more; what reaches it waits. */
  freeze(): void {
    this.#frozen ??= [];
  }

  thaw(): void {
    const waiting = this.#frozen ?? [];
    this.#frozen = null;
    for (const run of waiting) this.time.schedule(0, () => this.run(run));
  }

  /** Lets something happen on the device, now or when it thaws. */
  run(what: () => void): void {
    if (this.#frozen) this.#frozen.push(what);
    else what();
  }

  /** Something travels; it happens where it arrives. */
  travel(ms: number, arrive: () => void): void {
    this.travelling++;
    this.time.schedule(ms, () => {
      this.travelling--;
      arrive();
    });
  }

  /** Hands data to the device. */
  receive(text: string, take: () => void): void {
    this.run(() => {
      this.#onData(text);
      take();
    });
  }

  /** What is to happen to the frame that comes down now. */
  nextFrameFault(): FrameFault | undefined {
    const [fault] = this.frameFaults;
    return fault && fault.after-- === 0 ? this.frameFaults.shift() : undefined;
  }

  goOffline(): void {
    this.offline = true;
    this.socket?.blackHole();
  }

  heal(): void {
    this.latencyMs = HEALTHY_MS;
    this.offline = false;
    this.httpFaults.length = 0;
    this.frameFaults.length = 0;
  }
}
