import type { Activity, AnyEvent, ServerFrame } from '@pulse-io/protocol';
import { expect } from 'vitest';
import { activityAt } from '../../../packages/client/src/testing/activities.js';
import { createTestClient } from '../../../packages/client/src/testing/client.js';
import { settle } from '../../../packages/client/src/testing/manual-clock.js';
import type { ScriptedSocket } from '../../../packages/client/src/testing/scripted-socket.js';

export const FEED = 'user:a';
/** The route by which the feed is read. */
export const LIST = `GET /v1/feeds/${FEED}`;
export const CHANNEL = `feed:${FEED}`;

/** A client that watches a feed, and the feed as the server has it. */
export class Bench {
  readonly kit = createTestClient();
  readonly feed = this.kit.pulse.feeds.get(FEED);
  readonly raised: string[] = [];
  /** Newest first. */
  truth: Activity[] = [];
  /** How many events the server has published. */
  offset = 0;
  events: AnyEvent[] = [];

  constructor() {
    const { http, server } = this.kit;
    http.handlers[LIST] = () => ({ data: this.truth, next: null });
    server.script.sub = ({ recover }: { recover?: { offset: number } }) => ({
      epoch: 'e1',
      offset: this.offset,
      recovered: recover !== undefined,
      events: recover ? this.events.slice(recover.offset) : [],
    });
    this.feed.on('activity.added', ({ id }) => this.raised.push(id));
  }

  get socket(): ScriptedSocket {
    return this.kit.server.socket;
  }

  get rows(): string[] {
    return this.feed.state.getSnapshot().activities.map(({ id }) => id);
  }

  async watch(): Promise<void> {
    await Promise.all([this.feed.watch(), settle()]);
  }

  /** Adds an activity at the server and answers its event. */
  publish(): AnyEvent {
    const activity = activityAt(`a${++this.offset}`, this.offset, FEED);
    const event: AnyEvent = {
      ch: CHANNEL,
      epoch: 'e1',
      offset: this.offset,
      id: `event-${this.offset}`,
      type: 'feed.activity.added',
      ts: activity.time,
      data: { feed: FEED, activity },
    };
    this.truth = [activity, ...this.truth];
    this.events.push(event);
    return event;
  }

  receive(frame: unknown): void {
    this.socket.receive(frame as ServerFrame);
  }

  /** What the next honest event brings shows that all is well. */
  async expectRight(): Promise<void> {
    this.receive({ ev: this.publish() });
    await settle();
    // A socket that was given up for what it said is replaced within seconds, and nothing is missed.
    for (let n = 0; n < 12 && this.kit.pulse.connection.state !== 'connected'; n++)
      await this.kit.clock.advance(10_000);
    await this.kit.clock.advance(3_000);
    expect(this.kit.pulse.connection.state).toBe('connected');
    expect(this.rows).toEqual(this.truth.map(({ id }) => id));
    expect(this.raised).toEqual(this.events.map(({ offset }) => `a${offset}`));
    expect(this.feed.state.getSnapshot()).toMatchObject({ status: 'ready', error: null });
  }
}
