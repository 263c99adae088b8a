import { describe, expect, it } from 'vitest';
import type { PulseClientOptions } from '../config.js';
import { activityAt } from '../testing/activities.js';
import { createTestClient } from '../testing/client.js';
import { fakeToken } from '../testing/fakes.js';
import { settle } from '../testing/manual-clock.js';
import { type Call, Failure, later } from '../testing/scripted-fetch.js';
import type { WakeReason } from '../transport/lifecycle.js';
import { SharedStorage } from './outbox.test-tabs.js';

const ADD = 'POST /v1/feeds/user:a/activities';
const FAR = Date.parse('2099-01-01T00:00:00.000Z');

/** A user's client with a watched feed, the device's signals in the test's hand. */
async function start(options: Partial<PulseClientOptions> = {}, storage = new SharedStorage()) {
  const device = { online: true, wake: (_reason: WakeReason) => {} };
  const test = createTestClient({
    token: fakeToken('a', FAR),
    outbox: { store: storage.openTab().store },
    retry: false,
    lifecycle: {
      onWake: (listener) => {
        device.wake = listener;
        return () => {};
      },
      isOnline: () => device.online,
    },
    ...options,
  });
  test.http.handlers['GET /v1/feeds/user:a'] = () => ({ data: [], next: null });
  test.http.handlers[ADD] = accept;
  const feed = test.pulse.feeds.get('user:a');
  const post = (object: string, call = {}) => feed.addActivity({ actor: 'a', verb: 'post', object }, call);
  const rows = () => feed.state.getSnapshot().activities.map(({ object, status }) => `${object} ${status}`);
  const tries = () => test.http.count('POST', '/v1/feeds/user:a/activities');
  await feed.watch();
  return { ...test, storage, device, feed, post, rows, tries };
}

const accept = ({ body }: Call) => ({ ...activityAt((body as { id: string }).id, 0), ...(body as object) });
const refuse = (status: number, code: string, retryable: boolean) => () => {
  throw new Failure(status, code, retryable);
};

describe('Outbox', () => {
  it('stores an entry as plain JSON before it goes out, and none that was answered', async () => {
    const { post, storage, http } = await start();
    const answer = later<void>();
    http.handlers[ADD] = (call) => answer.promise.then(() => accept(call));
    const sent = post('one');
    const waits = post('two');
    await settle();
    const [first, second] = storage.entries;
    expect(first).toEqual({
      id: expect.stringMatching(/^[0-9a-z]{26}$/),
      lane: 'user:a',
      operation: 'addActivity',
      request: { params: { feedId: 'user:a' }, body: { actor: 'a', verb: 'post', object: 'one', id: first?.id } },
      createdAt: expect.any(Number),
      state: 'sending',
      keep: true,
    });
    expect(second).toMatchObject({ state: 'pending', createdAt: (first?.createdAt ?? 0) + 1 });
    expect([...storage.tables.keys()]).toEqual(['pulse-outbox key http://localhost:8081 a']);
    answer.resolve();
    await Promise.all([sent, waits]);
    await settle();
    expect(storage.entries).toEqual([]);
  });

  it('keeps a lane in order behind an entry that waits, while other lanes go on', async () => {
    const { pulse, http, post, rows, clock } = await start();
    http.handlers[ADD] = refuse(503, 'unavailable', true);
    http.handlers['POST /v1/feeds/user:b/activities'] = accept;
    const both = [post('one'), post('two')];
    await pulse.feeds.get('user:b').addActivity({ actor: 'a', verb: 'post', object: 'other lane' });
    expect(rows()).toEqual(['two pending', 'one unconfirmed']);
    http.handlers[ADD] = accept;
    await clock.advance(30_000);
    await Promise.all(both);
    expect(rows().sort()).toEqual(['one sent', 'two sent']);
  });

  it.each(['idempotency_in_progress', 'rate_limited', 'internal_error'])('sends again after %s', async (code) => {
    const { http, post, clock } = await start();
    http.handlers[ADD] = refuse(code === 'rate_limited' ? 429 : 409, code, true);
    const write = post('one');
    await clock.advance(100);
    http.handlers[ADD] = accept;
    await clock.advance(60_000);
    expect(await write).toMatchObject({ object: 'one' });
    const keys = http.calls.flatMap(({ headers }) => headers.get('idempotency-key') ?? []);
    expect([keys.length >= 2, new Set(keys).size]).toEqual([true, 1]);
  });

  it('tries a server that is down ever more rarely, and at once when the device wakes', async () => {
    const { http, post, clock, tries, device } = await start();
    http.handlers[ADD] = refuse(503, 'unavailable', true);
    const write = post('one');
    await clock.advance(60_000);
    const inFirstMinute = tries();
    expect(inFirstMinute).toBeLessThan(12);
    await clock.advance(600_000);
    // With random at one half every 15 seconds, and whenever the silent socket is replaced.
    expect(tries() - inFirstMinute).toBeLessThan(60);
    http.handlers[ADD] = accept;
    device.wake('online');
    await settle();
    expect(await write).toMatchObject({ object: 'one' });
  });

  it('goes out when the connection is there again', async () => {
    const { http, post, clock, server, tries } = await start();
    http.handlers[ADD] = refuse(503, 'unavailable', true);
    const write = post('one');
    await clock.advance(300_000);
    const before = tries();
    http.handlers[ADD] = accept;
    server.socket.drop();
    await clock.advance(500);
    expect(await write).toMatchObject({ object: 'one' });
    expect(tries()).toBe(before + 1);
  });

  it('does not try at all while the device has no network: what waits stays pending', async () => {
    const { post, rows, clock, tries, device, server } = await start();
    device.online = false;
    server.reachable = false;
    const write = post('one');
    await clock.advance(100_000);
    expect([rows(), tries()]).toEqual([['one pending'], 0]);
    device.online = true;
    device.wake('online');
    await write;
    expect(tries()).toBe(1);
  });

  it('sends all the same where the device errs, as soon as there is a connection', async () => {
    const { post, device, server, clock, tries } = await start();
    device.online = false;
    const write = post('one');
    server.socket.drop();
    await clock.advance(19_999);
    expect(tries()).toBe(0);
    await clock.advance(1);
    expect(await write).toMatchObject({ object: 'one' });
  });

  it.each([
    ['another id', { id: 'other' }],
    ['no id', { id: undefined }],
  ])('sends again after an answer with %s, which is not from Pulse', async (_, change) => {
    const { http, post, rows, clock, tries } = await start();
    http.handlers[ADD] = (call) => ({ ...accept(call), ...change });
    const write = post('one');
    await clock.advance(10_000);
    expect(rows()).toEqual(['one unconfirmed']);
    expect(tries()).toBeGreaterThan(1);
    http.handlers[ADD] = accept;
    await clock.advance(30_000);
    expect(await write).toMatchObject({ object: 'one' });
    expect(rows()).toEqual(['one sent']);
  });

  it('says without an outbox too that such an answer is not from Pulse', async () => {
    const { http, post } = await start({ outbox: false });
    http.handlers[ADD] = (call) => ({ ...accept(call), id: 'other' });
    await expect(post('one')).rejects.toMatchObject({ code: 'network_error', retryable: true });
  });

  it('waits for a token provider that has no network, and asks it again by itself', async () => {
    let works = false;
    // Nothing is watched, so that no connection tells of the network.
    const { pulse, http, clock } = createTestClient({
      identity: 'a',
      outbox: { store: 'memory' },
      tokenProvider: () => {
        if (!works) throw new TypeError('Failed to fetch');
        return fakeToken('a', FAR);
      },
    });
    http.handlers[ADD] = accept;
    const write = pulse.feeds.get('user:a').addActivity({ actor: 'a', verb: 'post', object: 'one' });
    await clock.advance(300_000);
    expect(http.calls).toEqual([]);
    works = true;
    await clock.advance(31_500);
    expect(await write).toMatchObject({ object: 'one' });
  });

  it('is quiet while there is no token, and goes on when there is one', async () => {
    let works = false;
    let asked = 0;
    const { post, rows, clock, device, storage } = await start({
      identity: 'a',
      token: fakeToken('a', Date.parse('2026-01-01T00:01:00.000Z')),
      tokenProvider: () => {
        asked++;
        if (!works) throw new Error('the login service is down');
        return fakeToken('a', FAR, String(asked));
      },
    });
    await clock.advance(70_000);
    const write = post('one');
    await clock.advance(20_000);
    const tries = asked;
    await clock.advance(3_600_000);
    expect([asked, rows(), storage.entries[0]?.state]).toEqual([tries, ['one pending'], 'pending']);
    works = true;
    device.wake('visible');
    await clock.advance(0);
    expect(await write).toMatchObject({ object: 'one' });
  });

  it('holds back what one user wrote from the token of another', async () => {
    const { post, http, clock, logger, tries } = await start({ identity: 'a', token: fakeToken('b', FAR) });
    http.handlers[ADD] = accept;
    const write = post('one').catch((error) => error);
    await clock.advance(100_000);
    expect([tries(), logger.lines.some((line) => line.includes('The token belongs to b'))]).toEqual([0, true]);
    void write;
  });

  it('marks what is refused as failed, goes on, and sends it once more when asked', async () => {
    const { http, post, rows, feed, storage } = await start();
    http.handlers[ADD] = (call) => {
      if ((call.body as { object: string }).object === 'bad') throw new Failure(403, 'forbidden');
      return accept(call);
    };
    await Promise.allSettled([post('bad'), post('good')]);
    expect(rows()).toEqual(['bad failed', 'good sent']);
    await settle();
    expect(storage.entries).toMatchObject([{ state: 'failed', error: { code: 'forbidden', status: 403 } }]);
    const id = storage.entries[0]?.id ?? '';
    await expect(feed.retry(id)).rejects.toMatchObject({ name: 'PulseError', code: 'forbidden' });
    http.handlers[ADD] = accept;
    expect(await feed.retry(id)).toMatchObject({ id, object: 'bad' });
    await expect(feed.retry(id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('shows what failed on an earlier page, until it is discarded', async () => {
    const storage = new SharedStorage();
    const first = await start({}, storage);
    first.http.handlers[ADD] = refuse(403, 'forbidden', false);
    await first.post('bad').catch(() => {});
    await settle();
    first.pulse.close();
    const second = await start({}, storage);
    await settle();
    const [row] = second.feed.state.getSnapshot().activities;
    expect(row).toMatchObject({ object: 'bad', status: 'failed', error: { code: 'forbidden', status: 403 } });
    second.feed.discard(row?.id ?? '');
    await settle();
    expect([second.rows(), storage.entries]).toEqual([[], []]);
  });

  it('is bounded: it forgets what failed first, and then takes no more', async () => {
    const { http, post, device, rows } = await start({ outbox: { store: 'memory', limit: 2 } });
    http.handlers[ADD] = refuse(403, 'forbidden', false);
    await Promise.allSettled([post('bad')]);
    device.online = false;
    const waiting = [post('one'), post('two')];
    expect(rows()).toEqual(['two pending', 'one pending']);
    await expect(post('three')).rejects.toMatchObject({ code: 'outbox_full', status: 0, retryable: true });
    http.handlers[ADD] = accept;
    device.online = true;
    device.wake('online');
    await Promise.all(waiting);
    await post('three');
  });

  it('rejects with aborted when the caller aborts, and the row failed', async () => {
    const { post, rows, device, http } = await start();
    const aborted = AbortSignal.abort();
    await expect(post('never', { signal: aborted })).rejects.toMatchObject({ code: 'aborted' });
    device.online = false;
    const controller = new AbortController();
    const waits = post('one', { signal: controller.signal });
    controller.abort();
    await expect(waits).rejects.toMatchObject({ code: 'aborted' });
    expect([rows(), http.count('POST', '/v1/feeds/user:a/activities')]).toEqual([['one failed'], 0]);
  });

  it('names one write by one id', async () => {
    const { feed, tries } = await start();
    const input = { id: 'mine', actor: 'a', verb: 'post', object: 'one' };
    const [first, second] = await Promise.all([feed.addActivity(input), feed.addActivity(input)]);
    expect([first, tries()]).toEqual([second, 1]);
  });

  it('refuses what is no JSON', async () => {
    const { feed } = await start();
    const custom: Record<string, unknown> = {};
    custom.itself = custom;
    const write = feed.addActivity({ actor: 'a', verb: 'post', object: 'one', custom: custom as never });
    await expect(write).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('ends with the client: calls reject, entries stay in the store, no timer is left', async () => {
    const { pulse, post, http, clock, storage } = await start();
    http.handlers[ADD] = refuse(503, 'unavailable', true);
    const writes = [post('one'), post('two')].map((write) => write.catch((error) => error));
    await clock.advance(100);
    pulse.close();
    expect(await Promise.all(writes)).toMatchObject([{ code: 'closed' }, { code: 'closed' }]);
    await expect(post('three')).rejects.toMatchObject({ code: 'closed' });
    await settle();
    expect(storage.entries.map(({ state }) => state)).toEqual(['unconfirmed', 'pending']);
    expect(clock.pending).toEqual([]);
  });

  it('goes on in memory when the storage is full, with one warning', async () => {
    const { post, storage, logger, device } = await start();
    storage.full = true;
    device.online = false;
    const writes = [post('one'), post('two')];
    await settle();
    device.online = true;
    device.wake('online');
    expect((await Promise.all(writes)).map(({ object }) => object)).toEqual(['one', 'two']);
    expect(logger.lines).toEqual(['Pulse: unsent writes live in memory only.']);
  });

  it('goes on in memory when the storage is forbidden, throws, or hangs', async () => {
    const forbidden = new SharedStorage();
    forbidden.broken = true;
    const hangs = new SharedStorage().openTab();
    hangs.kill();
    const stores: PulseClientOptions['outbox'][] = [
      { store: forbidden.openTab().store },
      {
        store: () => {
          throw new DOMException('no', 'SecurityError');
        },
      },
      { store: (name) => ({ ...hangs.store(name), peers: undefined as never }) },
    ];
    for (const outbox of stores) {
      const { post, clock, logger } = await start({ outbox });
      const write = post('one');
      await clock.advance(10_000);
      expect(await write).toMatchObject({ object: 'one' });
      expect(logger.lines).toHaveLength(1);
    }
  });

  it('tells the other tab what became of its write, and lets it be given up from there', async () => {
    const storage = new SharedStorage();
    const first = await start({}, storage);
    const second = await start({ random: () => 0.75 }, storage);
    first.device.online = false;
    second.device.online = false;
    const mine = first.post('mine');
    await settle();
    const theirs = second.post('theirs').catch((error) => error);
    await settle();
    expect([first.rows(), second.rows()]).toEqual([
      ['theirs pending', 'mine pending'],
      ['theirs pending', 'mine pending'],
    ]);
    // It is the first tab's turn: there it can be cancelled for sure, and the second tab hears of it.
    const id = first.feed.state.getSnapshot().activities[0]?.id ?? '';
    await first.feed.removeActivity(id);
    expect(await theirs).toMatchObject({ code: 'aborted' });
    first.device.online = true;
    second.device.wake('online');
    expect(await mine).toMatchObject({ object: 'mine' });
    await settle();
    expect([first.rows(), second.rows()]).toEqual([['mine sent'], ['mine sent']]);
    expect([first.tries(), second.tries()]).toEqual([1, 0]);
  });
});
