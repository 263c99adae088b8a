import type { ChatEvents, ChatSignals } from '../chat/events.js';
import type { ErrorCode } from '../errors.js';
import type { FeedEvents } from '../feeds/events.js';
import type { IdleSignal } from '../presence/events.js';
import type { Presence } from '../presence/schema.js';

/** Every stored event by type. */
export interface Events extends FeedEvents, ChatEvents {}
export type EventType = keyof Events;

/** A stored event: gap-free by offset within the epoch of its channel. */
export interface ChannelEvent<Type extends EventType = EventType> {
  ch: string;
  epoch: string;
  /** Counts up by one from 1. */
  offset: number;
  id: string;
  type: Type;
  /** RFC 3339. */
  ts: string;
  data: Events[Type];
}

/** A stored event whose data is known by its type. */
export type AnyEvent = { [Type in EventType]: ChannelEvent<Type> }[EventType];

/** Where a subscriber stands in a channel. */
export interface Position {
  epoch: string;
  offset: number;
}

/** What users in a channel tell each other for the moment; a room takes typing alone. */
export type Signal = { [Type in keyof ChatSignals]: { type: Type; data: ChatSignals[Type] } }[keyof ChatSignals];

type Idle = { [Type in IdleSignal]: { type: Type; data: Record<string, never> } }[IdleSignal];

export interface ConnectRequest {
  key: string;
  token?: string;
  /** Servers only, never with an Origin. */
  secret?: string;
  /** Name and version of the SDK, for logs. */
  sdk?: string;
  /** Nobody sits before the socket; without it somebody does. */
  idle?: boolean;
}

export type ClientFrame =
  | { id: number; connect: ConnectRequest }
  | { id: number; refresh: { token: string } }
  | { id: number; sub: { ch: string; recover?: Position; presence?: boolean } }
  | { id: number; unsub: { ch: string } }
  | { id: number; watch: { users: string[] } }
  | { id: number; signal: { ch: string } & (Signal | Idle) }
  | { pong: Record<string, never> };

export interface ConnectOk {
  session: string;
  pingMs: number;
  /** When the token ends (RFC 3339); null for server credentials. */
  exp: string | null;
  /** The server's time (RFC 3339). */
  now: string;
  limits: { frameBytes: number; channels: number; framesPerSecond: number; watchedUsers: number };
}

export interface SubscribeOk extends Position {
  /** True when `events` are all that came since the position asked for. */
  recovered: boolean;
  events: AnyEvent[];
  /** Of `presence:<userId>` that user, of a room its members where they were asked for. */
  presence?: Presence[];
  /** How many of `presence` did not fit, and follow in `pres` frames with `rest`. */
  rest?: number;
  /** How many are in a room of which `presence` is a sample. */
  count?: number;
}

export interface WatchOk {
  presence: Presence[];
}

/** The answer to a frame, by the frame's verb. */
export interface Answers {
  connect: ConnectOk;
  refresh: { exp: string };
  sub: SubscribeOk;
  unsub: Record<string, never>;
  watch: WatchOk;
  signal: Record<string, never>;
}
export type Verb = keyof Answers;

export interface FrameError {
  code: ErrorCode;
  message: string;
  retryable: boolean;
  retryAfterMs?: number;
}

/** Changes of presence, coalesced; `ch` is what was subscribed to, or `presence` for the watched set. */
export interface PresenceDiff {
  ch: string;
  /** Counts up within the socket. */
  ver: number;
  join: Presence[];
  leave: Presence[];
  update: Presence[];
  /** The lists go on with an answer that did not fit its frame: no changes, in `update` alone. */
  rest?: true;
  /** How many are in a room that is too large for lists, which are empty from then on. */
  count?: number;
}

/** Never stored, may be dropped. */
export type Ephemeral = Signal & {
  ch: string;
  user: string;
  /** It ends by itself after this time; 0 where it is of the moment. */
  ttlMs: number;
};

export type ServerFrame =
  | { re: number; ok: Answers[Verb] }
  | { re: number; err: FrameError }
  | { ev: AnyEvent }
  | { pres: PresenceDiff }
  | { eph: Ephemeral }
  | { unsubd: { ch: string; code: ErrorCode } }
  | { ping: Record<string, never> };
