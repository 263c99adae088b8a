import {
  CLOSE,
  type ClientFrame,
  type ErrorCode,
  LIMITS,
  parseChannel,
  SERVER_CLOSE,
  TIMING,
} from '@pulse-io/protocol';
import { ApiError } from '../api-error.js';
import type { Caller } from '../caller.js';
import type { Authenticate } from '../http/authenticate.js';
import type { Services } from '../services.js';
import type { Hearer } from './authorize-channel.js';
import { Closing, closeReason } from './closing.js';
import { toApiError, toFrameError } from './frame-error.js';
import { Heartbeat, PONG_MS } from './heartbeat.js';
import type { Hub } from './hub.js';
import { Outbox } from './outbox.js';
import { parseFrame } from './parse-frame.js';
import { PresenceDiffs } from './presence-diffs.js';
import type { PresenceListeners } from './presence-listeners.js';
import { RateWindow } from './rate-window.js';
import type { RoomListeners } from './room-listeners.js';
import { Scope } from './scope.js';
import { SessionChannel } from './session-channel.js';
import type { Member, SessionRegistry } from './session-registry.js';
import { nextState, type SessionInput, type SessionState } from './session-state.js';
import type { Peer, Socket } from './socket.js';
import { subscriptionEnd } from './subscription-end.js';
import { pong } from './verbs/pong.js';
import { runVerb } from './verbs/run-verb.js';

export interface SessionDeps extends Pick<Services, 'storage' | 'bus' | 'clock' | 'logger' | 'nextId' | 'presences'> {
  hub: Hub;
  authenticate: Authenticate;
  registry: SessionRegistry;
  listeners: PresenceListeners;
  rooms: RoomListeners;
}

/** What a session was connected with. */
export interface Grant {
  key: string;
  projectId: string;
  caller: Caller;
}

/** Timers count in 32 bits; a token that lives longer is looked at again after a day. */
const LONGEST_TIMER_MS = 24 * 3600 * 1000;

/** One socket from its first frame to its end. Frames run one after another, heartbeats beside them. */
export class Session implements Peer, Member {
  readonly deps: SessionDeps;
  readonly id: string;
  readonly origin: string | null;
  readonly outbox: Outbox;
  readonly diffs: PresenceDiffs;
  readonly heartbeat: Heartbeat;
  readonly channels = new Map<string, SessionChannel>();
  /** Ends with the session. */
  readonly scope = new Scope();
  #state: SessionState = 'waiting';
  #grant: Grant | null = null;
  #watch = new Scope();
  /** Nobody sits before it, as it says itself. */
  #idle = false;
  #cancelTimer: () => void;
  #queue: Promise<void> = Promise.resolve();
  #lease: Promise<void> = Promise.resolve();
  readonly #rate = new RateWindow(LIMITS.framesPerSecond);

  constructor(deps: SessionDeps, socket: Socket, origin: string | null) {
    this.deps = deps;
    this.id = deps.nextId();
    this.origin = origin;
    this.outbox = new Outbox(socket, () => this.close(SERVER_CLOSE.slow, 'More than 1 MiB waits to be read.'));
    this.diffs = new PresenceDiffs(deps.clock, {
      send: (pres) => this.outbox.send({ pres }),
      congested: () => this.outbox.congested,
    });
    this.heartbeat = new Heartbeat(deps.clock, {
      ping: () => this.outbox.sendText('{"ping":{}}'),
      onDead: () => this.close(CLOSE.noPong, `No pong came within ${PONG_MS / 1000} s.`),
    });
    this.#cancelTimer = deps.clock.setTimeout(
      () => this.close(CLOSE.noPong, `No connect frame came within ${TIMING.connectMs / 1000} s.`),
      TIMING.connectMs,
    );
  }

  get state(): SessionState {
    return this.#state;
  }

  get grant(): Grant {
    if (!this.#grant) throw new Error('A session has no grant before it is connected.');
    return this.#grant;
  }

  set grant(grant: Grant) {
    this.#grant = grant;
  }

  get caller(): Caller {
    return this.grant.caller;
  }

  message(data: string | ArrayBuffer | ArrayBufferView): void {
    if (this.#state === 'closed') return;
    if (!this.#rate.take(this.deps.clock.now())) {
      this.close(SERVER_CLOSE.rate, `More than ${LIMITS.framesPerSecond} frames came within a second.`);
      return;
    }
    const parsed = parseFrame(data);
    if ('error' in parsed) this.#refuse(parsed.id, parsed.error);
    else this.#take(parsed.frame);
  }

  /** The socket has gone. */
  closed(): void {
    this.#end();
  }

  /** Ends the session and closes the socket. */
  close(code: number, reason: string): void {
    if (this.#end()) this.outbox.close(code, reason);
  }

  end(closeCode: number, error: ApiError): void {
    this.close(closeCode, closeReason(error));
  }

  /** The grant holds and the session is registered: heartbeats begin. */
  open(): void {
    if (this.#go('admit')) this.heartbeat.start();
  }

  /** Closes the socket when the token ends, unless called again before. */
  expireAt(ms: number): void {
    if (this.#state === 'closed') return;
    this.#cancelTimer();
    const { clock } = this.deps;
    const left = ms - clock.now();
    const onTimer = () =>
      left > LONGEST_TIMER_MS
        ? this.expireAt(ms)
        : this.end(CLOSE.tokenExpired, new ApiError('token_expired', 'The user token has ended; get a new one.'));
    this.#cancelTimer = clock.setTimeout(onTimer, Math.min(left, LONGEST_TIMER_MS));
  }

  /** The session as one who wants to hear a channel. */
  get hearer(): Hearer {
    const { storage, clock } = this.deps;
    const { projectId, caller } = this.grant;
    return { db: storage.db, projectId, caller, now: clock.now() };
  }

  /**
   * Counts the user as present, and in the rooms subscribed to, for as long as a lease lasts. A failure is logged: it
   * must not cost the socket, and the next heartbeat tries again.
   */
  renewLease(): Promise<void> {
    const { projectId, caller } = this.grant;
    if (caller.kind !== 'user' || this.#state === 'closed') return Promise.resolve();
    return this.#lend(() => {
      const lease = { id: this.id, idle: this.#idle, rooms: this.#rooms() };
      return this.deps.presences.hold(projectId, caller.identity, lease);
    });
  }

  /** Makes the user present, as one that nobody may sit before. */
  present(idle: boolean): Promise<void> {
    this.#idle = idle;
    return this.renewLease();
  }

  /** Takes what the socket says of whether somebody sits before it. */
  async setIdle(idle: boolean): Promise<void> {
    if (this.#idle !== idle) await this.present(idle);
  }

  /** Ends what was watched and answers the scope of what comes instead. */
  newWatch(): Scope {
    this.#watch.end();
    this.#watch = new Scope();
    if (this.#state === 'closed') this.#watch.end();
    return this.#watch;
  }

  /** Takes a channel in the place of an earlier subscription to it. */
  enter(ch: string): SessionChannel {
    this.leave(ch);
    const channel = new SessionChannel({
      sessionId: this.id,
      outbox: this.outbox,
      endOf: (event) => subscriptionEnd(event, this.caller),
      onEnd: (code) => this.endChannel(ch, code),
    });
    if (this.#state === 'closed') channel.end();
    else this.channels.set(ch, channel);
    return channel;
  }

  /** Leaves a channel and says why. */
  endChannel(ch: string, code: ErrorCode): void {
    this.leave(ch);
    this.outbox.send({ unsubd: { ch, code } });
  }

  leave(ch: string): void {
    const channel = this.channels.get(ch);
    this.channels.delete(ch);
    channel?.end();
    if (channel && parseChannel(ch)?.kind === 'room') void this.renewLease();
  }

  /** Resolves when the session has ended and nothing of it runs any more. */
  async idle(): Promise<void> {
    await this.#queue;
    await this.#lease;
  }

  #take(frame: ClientFrame): void {
    const first = this.#state === 'waiting';
    if (first !== 'connect' in frame) {
      const detail = first ? 'frame: the first one must be connect.' : 'connect: it came twice.';
      this.#refuse('id' in frame ? frame.id : null, new ApiError('bad_frame', detail));
      return;
    }
    if (first) {
      this.#go('connect');
      this.#cancelTimer();
    }
    if ('pong' in frame) pong(this);
    else this.#queue = this.#queue.then(() => this.#run(frame));
  }

  async #run(frame: Exclude<ClientFrame, { pong: unknown }>): Promise<void> {
    if (this.#state === 'closed') return;
    try {
      const { ok, after } = await runVerb(this, frame);
      if (this.#isClosed()) return;
      this.outbox.send({ re: frame.id, ok });
      after?.();
    } catch (cause) {
      const error = cause instanceof Closing ? cause.error : toApiError(cause, this.deps);
      if (this.#isClosed()) return;
      this.outbox.send({ re: frame.id, err: toFrameError(error) });
      if (cause instanceof Closing) this.end(cause.closeCode, error);
      // Without a grant the socket is of no use; trying again later may be.
      else if (this.#state !== 'open') this.end(SERVER_CLOSE.shutdown, error);
    }
  }

  #refuse(id: number | null, error: ApiError): void {
    if (id !== null) this.outbox.send({ re: id, err: toFrameError(error) });
    this.end(SERVER_CLOSE.badFrame, error);
  }

  #rooms(): string[] {
    const names = [...this.channels.keys()].map(parseChannel);
    return names.flatMap((name) => (name?.kind === 'room' ? [name.id] : []));
  }

  #isClosed(): boolean {
    return this.#state === 'closed';
  }

  #go(input: SessionInput): boolean {
    const next = nextState(this.#state, input);
    this.#state = next ?? this.#state;
    return next !== null;
  }

  #lend(change: () => Promise<void>): Promise<void> {
    this.#lease = this.#lease
      .then(change)
      .catch((error: unknown) => this.deps.logger.error('a presence lease failed', { error: String(error) }));
    return this.#lease;
  }

  #end(): boolean {
    if (!this.#go('end')) return false;
    this.#cancelTimer();
    this.heartbeat.stop();
    this.diffs.stop();
    this.#watch.end();
    for (const ch of [...this.channels.keys()]) this.leave(ch);
    const { projectId, caller } = this.#grant ?? {};
    if (projectId !== undefined && caller?.kind === 'user') {
      void this.#lend(() => this.deps.presences.release(projectId, caller.identity, this.id));
    }
    this.scope.end();
    return true;
  }
}
