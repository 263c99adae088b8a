import type { SocketActions } from '../sockets/socket-actions.js';
import {
  type CallFault,
  describeFault,
  type Fault,
  type FaultInput,
  type FrameFault,
  readFault,
} from './fault-schema.js';
import { type RouteName, readRouteName } from './route-name.js';

/** A fault that is in force. */
export interface ActiveFault {
  readonly id: number;
  readonly fault: Fault;
  /** How often it will strike yet; null for ever. */
  readonly remaining: number | null;
  remove(): void;
}

export interface FailOptions extends Pick<Extract<FaultInput, { kind: 'fail' }>, 'code' | 'retryAfterSeconds'> {
  /** 1 by default. */
  times?: number;
}

/** What goes wrong at the mock, on purpose. */
export interface Faults extends SocketActions {
  /** Puts a fault in force. Throws an ApiError `invalid_request` that lists what is known for a kind, code or route that is not. */
  add(fault: FaultInput): ActiveFault;
  /** The next calls of a route fail with a code: `unavailable` by default. */
  failNext(route: RouteName, options?: FailOptions): ActiveFault;
  list(): ActiveFault[];
  /** Ends all of them; sockets that were held still stay so. */
  clear(): void;
}

interface Call {
  method: string;
  path: string;
  route: Parameters<ReturnType<typeof readRouteName>>[0]['route'];
}

/** The faults with the side that strikes. */
export interface FaultSource extends Faults {
  /** Those that strike a call, each counted as struck. */
  strikeCall(call: Call): CallFault[];
  /** The one that strikes a frame with an event to a user. */
  strikeFrame(user: string | null, eventType: string): FrameFault | undefined;
  /** Whether frames need to be looked at. */
  readonly watchesFrames: boolean;
}

interface Entry extends ActiveFault {
  remaining: number | null;
  covers: ((call: Call) => boolean) | null;
}

export interface FaultDeps {
  /** Uniform in [0, 1). */
  random(): number;
  sockets: SocketActions;
  /** Told of each fault that strikes. */
  onStrike(fault: string, target: string): void;
}

export function createFaults({ random, sockets, onStrike }: FaultDeps): FaultSource {
  let active: Entry[] = [];
  let lastId = 0;

  function strike(entry: Entry, target: string): void {
    if (entry.remaining !== null) entry.remaining--;
    if (entry.remaining === 0) entry.remove();
    onStrike(describeFault(entry.fault), target);
  }

  const faults: FaultSource = {
    add(input) {
      const fault = readFault(input);
      const entry: Entry = {
        id: ++lastId,
        fault,
        remaining: fault.times ?? null,
        covers: fault.kind === 'frames' ? null : readRouteName(fault.route ?? '*'),
        remove() {
          active = active.filter((other) => other !== entry);
        },
      };
      active = [...active, entry];
      return entry;
    },
    failNext: (route, { times = 1, ...options } = {}) => faults.add({ kind: 'fail', route, times, ...options }),
    list: () => [...active],
    clear() {
      active = [];
    },
    strikeCall(call) {
      const struck: CallFault[] = [];
      for (const entry of active) {
        const { fault, covers } = entry;
        if (fault.kind === 'frames' || !covers?.(call)) continue;
        if (fault.rate !== undefined && random() >= fault.rate) continue;
        // Two that both end a call would be counted twice for one.
        if (fault.kind === 'fail' && struck.some(({ kind }) => kind === 'fail')) continue;
        strike(entry, `${call.method} ${call.path}`);
        struck.push(fault);
      }
      return struck;
    },
    strikeFrame(user, eventType) {
      for (const entry of active) {
        const { fault } = entry;
        if (fault.kind !== 'frames') continue;
        if (fault.user !== undefined && fault.user !== user) continue;
        if (fault.event !== undefined && fault.event !== eventType) continue;
        strike(entry, `${eventType} to ${user ?? 'a server'}`);
        return fault;
      }
      return undefined;
    },
    get watchesFrames() {
      return active.some(({ fault }) => fault.kind === 'frames');
    },
    openSockets: () => sockets.openSockets(),
    dropSockets: (options) => sockets.dropSockets(options),
    halfOpenSockets: (options) => sockets.halfOpenSockets(options),
    expireTokens: (options) => sockets.expireTokens(options),
  };
  return faults;
}
