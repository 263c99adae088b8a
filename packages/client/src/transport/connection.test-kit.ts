import type { AnyEvent } from '@pulse-io/protocol';
import { type PulseClientOptions, resolveConfig } from '../config.js';
import { QuietLogger } from '../testing/fakes.js';
import { ManualClock } from '../testing/manual-clock.js';
import { ScriptedServer } from '../testing/scripted-socket.js';
import type { Subscriber } from './channel.js';
import { Connection } from './connection.js';
import type { SleepReason, WakeReason } from './lifecycle.js';
import { TokenSource } from './token-source.js';

export const MINUTE = 60_000;

export const eventAt = (offset: number, epoch = 'e1'): AnyEvent => ({
  ch: 'feed:user:a',
  epoch,
  offset,
  id: `event-${offset}`,
  type: 'feed.activity.removed',
  ts: '2026-01-01T00:00:00.000Z',
  data: { feed: 'user:a', activityId: `a${offset}` },
});

/** Writes down what a subscriber is told. */
export function recorder(): { told: string[]; subscriber: Subscriber } {
  const told: string[] = [];
  const subscriber: Subscriber = {
    onReady: () => void told.push('ready'),
    onEvent: ({ offset }) => void told.push(`event ${offset}`),
    onResync: () => void told.push('resync'),
    onSignal: ({ type, user }) => void told.push(`${type} ${user}`),
    onPresence: ({ join }) => void told.push(`joined ${join.length}`),
    onError: ({ code }) => void told.push(`error ${code}`),
  };
  return { told, subscriber };
}

/** A scripted server and a clock for each test, and connections between them. */
export class ConnectionKit {
  clock = new ManualClock();
  server = new ScriptedServer(this.clock);
  logger = new QuietLogger();
  /** What the device says of its network. */
  online = true;
  #wake: (reason: WakeReason) => void = () => {};
  #sleep: (reason: SleepReason) => void = () => {};

  /** Everything anew. */
  reset(): this {
    this.clock = new ManualClock();
    this.server = new ScriptedServer(this.clock);
    this.logger = new QuietLogger();
    this.online = true;
    this.#wake = () => {};
    this.#sleep = () => {};
    return this;
  }

  readonly wake = (reason: WakeReason): void => this.#wake(reason);
  readonly sleep = (reason: SleepReason): void => this.#sleep(reason);

  readonly connect = (options: Partial<PulseClientOptions> = { apiSecret: 'secret' }) => {
    const config = resolveConfig({
      apiKey: 'key',
      baseUrl: 'https://pulse.example/base',
      WebSocket: this.server.WebSocket,
      clock: this.clock,
      logger: this.logger,
      random: () => 1,
      lifecycle: {
        onWake: (listener) => {
          this.#wake = listener;
          return () => {
            this.#wake = () => {};
          };
        },
        onSleep: (listener) => {
          this.#sleep = listener;
          return () => {
            this.#sleep = () => {};
          };
        },
        isOnline: () => this.online,
      },
      ...options,
    });
    const tokens = options.token || options.tokenProvider ? new TokenSource(config) : null;
    const connection = new Connection(config, tokens);
    const states: string[] = [];
    connection.on('state', (state) => states.push(state));
    return { connection, states };
  };

  /** Subscribed, and past the handshake. */
  readonly connected = async (options?: Partial<PulseClientOptions>) => {
    const { connection, states } = this.connect(options);
    const { told, subscriber } = recorder();
    const end = connection.subscribe('feed:user:a', subscriber);
    await this.clock.advance(0);
    return { connection, states, told, end };
  };
}
