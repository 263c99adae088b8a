import { PulseClient } from '@pulse-io/client';
import { chatChannel, SERVER_TIMING } from '@pulse-io/protocol';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { HEADS_MS } from '../packages/server/src/realtime/hub.js';
import { startBalancer } from './support/balancer.js';
import { ChannelReader } from './support/channel-reader.js';
import { ChatJournal, createChannel, readMessages } from './support/chat-journal.js';
import { hearPresence, whoIsThere } from './support/hear-presence.js';
import { API_KEY, API_SECRET, type BackendProcess, startSharedBackends } from './support/shared-backends.js';

const { leaseMs } = SERVER_TIMING;
/** Between what ends in Redis or PostgreSQL and the word of it at a client, on a machine that is busy. */
const SLACK_MS = 3_000;
const SOON = { timeout: 20_000, interval: 20 };

const names = (name: string, count: number) => Array.from({ length: count }, (_, n) => `${name}-${n + 1}`);
/** Users of the killed process: those who stay away, and those who come back to another one. */
const GONE = names('gone', 30);
const BACK = names('back', 15);
const WATCHERS = names('watcher', 2);
const WRITERS = names('writer', 8);
const READER = 'reader';
const ROOM = 'lobby';
/** Acknowledged messages in each channel before the kill, and from each writer who goes on after it. */
const BEFORE = 150;
const AFTER = 20;

const skipped = process.env.PULSE_SKIP_POSTGRES === '1' || process.env.PULSE_SKIP_REDIS === '1';
const quiet = { warn() {}, error() {} };

/** Closed with the test, the last one first. */
function untilEnd<T extends { close(): unknown }>(opened: T): T {
  onTestFinished(async () => {
    await opened.close();
  });
  return opened;
}

describe.skipIf(skipped)('of three processes over one PostgreSQL and one Redis', () => {
  it('one that is killed frees its users when their leases end, and costs no message', {
    timeout: 180_000,
  }, async () => {
    const { processes } = untilEnd(await startSharedBackends(3));
    const [a, b, c] = processes as [BackendProcess, BackendProcess, BackendProcess];
    const balancer = untilEnd(await startBalancer([a.url, b.url, c.url]));
    const connect = (baseUrl: string, credentials: { apiSecret: string } | { token: string }) =>
      untilEnd(new PulseClient({ apiKey: API_KEY, baseUrl, logger: quiet, ...credentials }));
    const server = connect(b.url, { apiSecret: API_SECRET });
    const tokens = new Map<string, string>();
    for (const identity of [...GONE, ...BACK, ...WATCHERS, ...WRITERS, READER]) {
      tokens.set(identity, (await server.tokens.create({ identity, roomName: ROOM })).token);
    }
    const tokenOf = (user: string) => tokens.get(user) ?? '';

    const enter = (user: string, url: string) => {
      const pulse = connect(url, { token: tokenOf(user) });
      pulse.presence.watchRoom(ROOM);
      return pulse;
    };
    const watchers = [enter('watcher-1', b.url), enter('watcher-2', c.url)];
    for (const { presence } of watchers) presence.watch([...BACK, ...GONE]);
    const heldFrom = Date.now();
    const back = BACK.map((user) => enter(user, balancer.url));
    const gone = GONE.map((user) => enter(user, a.url));
    const everybody = { online: [...BACK, ...GONE].sort(), inRoom: [...BACK, ...GONE, ...WATCHERS].sort() };
    for (const pulse of watchers) await vi.waitFor(() => expect(whoIsThere(pulse, ROOM)).toEqual(everybody), SOON);
    const heard = watchers.map(hearPresence);
    const moves = back.map(({ connection }) => {
      const states: string[] = [];
      connection.on('state', (state) => states.push(state));
      return states;
    });

    // In one channel writing goes on after the kill, and in the other it ends with it.
    for (const id of ['steady', 'ending']) await createChannel(b.url, id, [...WRITERS, READER]);
    const read = (url: string, channelId: string) =>
      untilEnd(new ChannelReader({ url, token: tokenOf(READER), ch: chatChannel(channelId) }));
    const [steady, ending] = [untilEnd(new ChatJournal()), untilEnd(new ChatJournal())];
    const moved = read(balancer.url, 'steady');
    const channels = [
      { channelId: 'steady', journal: steady, readers: [read(b.url, 'steady'), moved], withinMs: SOON.timeout },
      { channelId: 'ending', journal: ending, readers: [read(b.url, 'ending')], withinMs: HEADS_MS + SLACK_MS },
    ];
    const readers = channels.flatMap((channel) => channel.readers);
    await vi.waitFor(() => expect(readers.map(({ sockets }) => sockets)).toEqual([1, 1, 1]), SOON);

    const killing = Promise.withResolvers<number>();
    let killed = false;
    const onAcknowledged = () => {
      if (killed || steady.acknowledged.size < BEFORE || ending.acknowledged.size < BEFORE) return;
      // From within a writer, so that the others are in the middle of theirs.
      killed = true;
      killing.resolve(a.kill());
    };
    const andAFewMore = () => {
      let left = AFTER;
      return () => !killed || left-- > 0;
    };
    const writing = WRITERS.map((writer, n) => {
      const seat = { token: tokenOf(writer), onAcknowledged };
      return n % 2 === 0
        ? steady.write({ ...seat, url: balancer.url, channelId: 'steady', again: true, goesOn: andAFewMore() })
        : ending.write({ ...seat, url: a.url, channelId: 'ending', again: false, goesOn: () => true });
    });
    await Promise.all(writing);
    const killedAt = await killing.promise;
    for (const pulse of gone) pulse.close();

    await vi.waitFor(() => {
      for (const states of moves) expect(states).toEqual(['waiting', 'connecting', 'recovering', 'connected']);
    }, SOON);
    for (const { channelId, journal, readers, withinMs } of channels) {
      const [kept, alsoKept] = await Promise.all(
        [b, c].map(({ url }) => readMessages({ url, channelId, token: tokenOf(READER) })),
      );
      expect(alsoKept).toEqual(kept);
      const places = (kept ?? []).map(({ id, offset }) => ({ id, offset }));
      journal.check(places);
      const timeout = Math.max(0, killedAt + withinMs - Date.now());
      for (const reader of readers) {
        await vi.waitFor(() => expect(reader.messages).toEqual(places), { timeout, interval: 20 });
      }
    }
    expect(moved.sockets).toBe(2);
    expect(readers.flatMap(({ refusals }) => refusals)).toEqual([]);

    const leaving = GONE.flatMap((user) => [`${user} left ${ROOM}`, `${user} offline`]).sort();
    const timeout = killedAt + leaseMs + SLACK_MS - Date.now();
    for (const log of heard) {
      await vi.waitFor(() => expect(log.map(({ what }) => what).sort()).toEqual(leaving), { timeout, interval: 20 });
    }
    const times = heard.flat().map(({ atMs }) => atMs);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(heldFrom + leaseMs);
    expect(Math.max(...times)).toBeLessThanOrEqual(killedAt + leaseMs + SLACK_MS);
    for (const pulse of watchers) {
      expect(whoIsThere(pulse, ROOM)).toEqual({ online: BACK.toSorted(), inRoom: [...BACK, ...WATCHERS].sort() });
    }
  });
});
