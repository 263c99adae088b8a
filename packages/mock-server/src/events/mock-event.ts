import type { AnyEvent, ClientFrame, ErrorCode, Operation, ServerFrame } from '@pulse-io/protocol';

/** What every entry has: its place, from 1 on, and the mock's time as RFC 3339. */
interface Entry {
  readonly seq: number;
  readonly at: string;
}

/** A call that was answered. */
export interface RequestEntry extends Entry {
  readonly kind: 'request';
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Null where no route has this path and method. */
  readonly route: Operation | null;
  /** Who called as its token says, unchecked; `server` with a secret, null with neither. */
  readonly user: string | null;
  /** 0 where the connection was broken off. */
  readonly status: number;
  readonly code: ErrorCode | null;
  readonly ms: number;
  readonly requestId: string | null;
}

/** A socket that came, was let in, or went. */
export interface SocketEntry extends Entry {
  readonly kind: 'socket';
  /** Counts up from 1. */
  readonly socket: number;
  readonly user: string | null;
  readonly state: 'opened' | 'connected' | 'closed';
  readonly code?: number;
  readonly reason?: string;
}

/** A frame as it went over a socket, after faults; `in` is towards the server. */
export interface FrameEntry extends Entry {
  readonly kind: 'frame';
  readonly socket: number;
  readonly user: string | null;
  readonly direction: 'in' | 'out';
  readonly text: string;
  /** Null where the text is no JSON. */
  readonly frame: ClientFrame | ServerFrame | null;
}

/** An event that the backend has stored and published. */
export interface EventEntry extends Entry {
  readonly kind: 'event';
  readonly event: AnyEvent;
}

/** A fault that struck. */
export interface FaultEntry extends Entry {
  readonly kind: 'fault';
  /** In words, such as `fail with unavailable`. */
  readonly fault: string;
  /** What it struck. */
  readonly target: string;
}

/** Something that happened at the mock. */
export type MockEvent = RequestEntry | SocketEntry | FrameEntry | EventEntry | FaultEntry;

type Unplaced<Type> = Type extends Entry ? Omit<Type, 'seq' | 'at'> : never;
/** An entry before it has its place. */
export type NewMockEvent = Unplaced<MockEvent>;
