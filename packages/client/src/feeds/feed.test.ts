import type { Activity, AnyEvent, Events, EventType } from '@pulse-io/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { activityAt } from '../testing/activities.js';
import { createTestClient } from '../testing/client.js';
import { settle } from '../testing/manual-clock.js';
import { Failure, later } from '../testing/scripted-fetch.js';
import { LATER, Refusal } from '../testing/scripted-socket.js';
import type { Feed } from './feed.js';

const LIST = 'GET /v1/feeds/timeline:a';
const ADD = 'POST /v1/feeds/timeline:a/activities';
const many = (count: number, from = 0): Activity[] =>
  Array.from({ length: count }, (_, i) => activityAt(`id${String(9_999 - from - i)}`, 1_000 - from - i));

describe('Feed', () => {
  let test: ReturnType<typeof createTestClient>;
  let feed: Feed;
  let offset: number;

  beforeEach(() => {
    test = createTestClient({ apiSecret: 'secret', outbox: { store: 'memory' } });
    feed = test.pulse.feeds.get('timeline:a');
    offset = 0;
    test.http.handlers[LIST] = () => ({ data: many(2), next: null });
  });

  const rows = () => feed.state.getSnapshot().activities.map(({ id }) => id);
  const hear = <Type extends EventType>(type: Type, data: Events[Type]) => {
    const event = { ch: 'feed:timeline:a', epoch: 'e1', offset: ++offset, id: `e${offset}`, ts: '', type, data };
    test.server.socket.receive({ ev: event as AnyEvent });
  };
  const hearAdded = (activity: Activity) => hear('feed.activity.added', { feed: 'timeline:a', activity });

  describe('watch', () => {
    it('subscribes first, then reads, so that nothing falls between', async () => {
      test.server.script.sub = () => LATER;
      const watching = feed.watch();
      await test.clock.advance(0);
      expect(feed.state.getSnapshot()).toEqual({ activities: [], hasMore: false, status: 'loading', error: null });
      expect(test.http.calls).toHaveLength(0);
      test.server.socket.receive({
        re: test.server.socket.lastId('sub'),
        ok: { epoch: 'e1', offset: 0, recovered: false, events: [] },
      });
      await watching;
      expect(feed.state.getSnapshot()).toMatchObject({ status: 'ready', hasMore: false, error: null });
      expect(rows()).toEqual(['id9999', 'id9998']);
    });

    it('keeps an event that comes while the page is on its way', async () => {
      const page = later<unknown>();
      test.http.handlers[LIST] = () => page.promise;
      const watching = feed.watch();
      await test.clock.advance(0);
      hearAdded(activityAt('new', 9_000));
      page.resolve({ data: many(2), next: null });
      await watching;
      expect(rows()).toEqual(['new', 'id9999', 'id9998']);
    });

    it('is counted: the last unwatch ends the subscription and keeps the rows', async () => {
      await Promise.all([feed.watch(), feed.watch()]);
      feed.unwatch();
      expect(feed.state.getSnapshot().status).toBe('ready');
      feed.unwatch();
      feed.unwatch();
      expect(feed.state.getSnapshot().status).toBe('idle');
      expect(rows()).toHaveLength(2);
      expect(test.server.socket.requests('unsub')).toEqual([{ ch: 'feed:timeline:a' }]);
    });

    it('survives being ended and begun again at once', async () => {
      const first = feed.watch();
      feed.unwatch();
      const second = feed.watch();
      await test.clock.advance(0);
      await Promise.all([first, second]);
      expect(feed.state.getSnapshot().status).toBe('ready');
      expect(test.http.count('GET', '/v1/feeds/timeline:a')).toBe(1);
    });

    it('reads by HTTP when no socket can be had, and again with the socket', async () => {
      test.server.reachable = false;
      await feed.watch();
      expect(feed.state.getSnapshot().status).toBe('ready');
      test.server.reachable = true;
      test.http.handlers[LIST] = () => ({ data: many(3), next: null });
      await test.clock.advance(1_000);
      expect(rows()).toHaveLength(3);
    });

    it('rejects with what the server refused, and shows it in the state', async () => {
      test.server.script.sub = () => {
        throw new Refusal({ code: 'forbidden', message: 'no', retryable: false });
      };
      await expect(feed.watch()).rejects.toMatchObject({ code: 'forbidden' });
      expect(feed.state.getSnapshot()).toMatchObject({ status: 'error', error: { code: 'forbidden' } });
    });

    it('recovers from a page that failed with refresh', async () => {
      test.http.handlers[LIST] = () => {
        throw new Failure(404, 'not_found');
      };
      await expect(feed.watch()).rejects.toMatchObject({ code: 'not_found' });
      test.http.handlers[LIST] = () => ({ data: many(1), next: null });
      await feed.refresh();
      expect(feed.state.getSnapshot()).toMatchObject({ status: 'ready', error: null });
    });

    it('reads again after a resync, as many rows as it had, and says so', async () => {
      test.http.handlers[LIST] = ({ path }) =>
        path.includes('cursor') ? { data: many(25, 25), next: null } : { data: many(25), next: 'next' };
      await feed.watch();
      await feed.loadMore();
      expect(rows()).toHaveLength(50);
      const resyncs: number[] = [];
      feed.on('resync', () => resyncs.push(rows().length));
      test.server.script.sub = () => ({ epoch: 'e2', offset: 9, recovered: false, events: [] });
      test.http.handlers[LIST] = ({ path }) => ({ data: path.includes('limit=50') ? many(49) : [], next: null });
      test.server.socket.drop();
      await test.clock.advance(1_000);
      expect(rows()).toHaveLength(49);
      expect(resyncs).toEqual([49]);
    });

    it('says that it was read again after a loss only when that has succeeded', async () => {
      const page = { data: many(3), next: null };
      test.http.handlers[LIST] = () => page;
      await feed.watch();
      let resyncs = 0;
      feed.on('resync', () => resyncs++);
      test.server.script.sub = () => ({ epoch: 'e2', offset: 9, recovered: false, events: [] });
      test.http.handlers[LIST] = () => {
        throw new Failure(403, 'forbidden');
      };
      test.server.socket.drop();
      await test.clock.advance(1_000);
      expect([resyncs, feed.state.getSnapshot().status]).toEqual([0, 'error']);
      test.http.handlers[LIST] = () => page;
      test.server.script.sub = () => ({ epoch: 'e3', offset: 9, recovered: false, events: [] });
      test.server.socket.drop();
      await test.clock.advance(1_000);
      expect([resyncs, feed.state.getSnapshot().status]).toEqual([1, 'ready']);
    });

    it('raises each event once, under its own name', async () => {
      await feed.watch();
      const heard: unknown[] = [];
      feed.on('activity.added', ({ id }) => heard.push(id));
      feed.on('activity.removed', (id) => heard.push(id));
      feed.on('follow.created', ({ target }) => heard.push(target));
      feed.on('follow.removed', ({ target }) => heard.push(target));
      hearAdded(activityAt('new', 9_000));
      offset -= 1;
      hearAdded(activityAt('new', 9_000));
      hear('feed.activity.removed', { feed: 'timeline:a', activityId: 'new' });
      hear('feed.follow.created', { source: 'timeline:a', target: 'user:b', createdAt: '' });
      hear('feed.follow.removed', { source: 'timeline:a', target: 'user:b' });
      expect(heard).toEqual(['new', 'new', 'user:b', 'user:b']);
      await settle();
    });

    it('answers the same snapshot for a fact that changes nothing', async () => {
      await feed.watch();
      const before = feed.state.getSnapshot();
      hearAdded(many(1)[0] as Activity);
      hear('feed.activity.removed', { feed: 'timeline:a', activityId: 'unknown' });
      expect(feed.state.getSnapshot()).toBe(before);
    });
  });

  describe('loadMore', () => {
    it('goes on at the cursor, once for calls at the same time, and stops at the end', async () => {
      test.http.handlers[LIST] = ({ path }) =>
        path.includes('cursor=next') ? { data: many(2, 2), next: null } : { data: many(2), next: 'next' };
      await feed.watch();
      expect(feed.state.getSnapshot().hasMore).toBe(true);
      const statuses: string[] = [];
      feed.state.subscribe(() => statuses.push(feed.state.getSnapshot().status));
      await Promise.all([feed.loadMore(), feed.loadMore()]);
      await feed.loadMore();
      expect(rows()).toHaveLength(4);
      expect([feed.state.getSnapshot().hasMore, statuses]).toEqual([false, ['loading-more', 'ready']]);
      expect(test.http.calls).toHaveLength(2);
    });

    it('leaves the rows when it fails, and can be called again', async () => {
      test.http.handlers[LIST] = ({ path }) => {
        if (path.includes('cursor')) throw new Failure(400, 'invalid_cursor');
        return { data: many(2), next: 'next' };
      };
      await feed.watch();
      await expect(feed.loadMore()).rejects.toMatchObject({ code: 'invalid_cursor' });
      expect(feed.state.getSnapshot()).toMatchObject({ status: 'error', hasMore: true });
      expect(rows()).toHaveLength(2);
    });

    it('reads the top first where that failed: rows of an earlier watch do not pass for the present ones', async () => {
      test.http.handlers[LIST] = () => ({ data: many(2), next: 'next' });
      await feed.watch();
      feed.unwatch();
      test.http.handlers[LIST] = () => {
        throw new Failure(400, 'invalid_request');
      };
      await expect(feed.watch()).rejects.toMatchObject({ code: 'invalid_request' });
      const newest = activityAt('new', 9_000);
      test.http.handlers[LIST] = ({ path }) =>
        path.includes('cursor=next') ? { data: many(2, 2), next: null } : { data: [newest, ...many(2)], next: 'next' };
      await feed.loadMore();
      expect(rows()).toEqual(['new', 'id9999', 'id9998', 'id9997', 'id9996']);
      expect(feed.state.getSnapshot()).toMatchObject({ status: 'ready', hasMore: false });
    });

    it('does nothing on a feed that is not watched', async () => {
      await Promise.all([feed.loadMore(), feed.refresh()]);
      expect(test.http.calls).toHaveLength(0);
    });
  });

  describe('addActivity', () => {
    const input = { actor: 'user:a', verb: 'post', object: 'hi' };

    it('shows the row at once, and puts the answer in its place', async () => {
      await feed.watch();
      const answer = later<unknown>();
      test.http.handlers[ADD] = () => answer.promise;
      const adding = feed.addActivity(input);
      const [row] = feed.state.getSnapshot().activities;
      expect(row).toMatchObject({ ...input, feed: 'timeline:a', status: 'pending', attachments: [], custom: {} });
      await settle();
      const { body, headers } = test.http.calls.at(-1) ?? {};
      expect(headers?.get('idempotency-key')).toBe(row?.id);
      expect(body).toEqual({ ...input, id: row?.id });
      const sent = activityAt(row?.id ?? '', 5_000, 'timeline:a');
      answer.resolve(sent);
      expect(await adding).toEqual(sent);
      expect(feed.state.getSnapshot().activities[0]).toEqual({ ...sent, status: 'sent' });
    });

    it('keeps a row that failed, until it is sent again under the same id', async () => {
      await feed.watch();
      test.http.handlers[ADD] = () => {
        throw new Failure(403, 'forbidden');
      };
      await expect(feed.addActivity(input)).rejects.toMatchObject({ code: 'forbidden' });
      const [row] = feed.state.getSnapshot().activities;
      expect(row).toMatchObject({ status: 'failed', error: { code: 'forbidden' } });
      const keys = test.http.calls.map(({ headers }) => headers.get('idempotency-key'));
      test.http.handlers[ADD] = ({ body }) => activityAt((body as { id: string }).id, 5_000);
      await feed.retry(row?.id ?? '');
      expect(feed.state.getSnapshot().activities[0]).toMatchObject({ id: row?.id, status: 'sent' });
      expect(test.http.calls.at(-1)?.headers.get('idempotency-key')).toBe(keys.at(-1));
      await expect(feed.retry(row?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
    });

    it('takes a row that failed out of the state with discard', async () => {
      await feed.watch();
      await expect(feed.addActivity(input)).rejects.toMatchObject({ code: 'not_found' });
      const id = rows()[0] ?? '';
      feed.discard(id);
      expect(rows()).toHaveLength(2);
      await expect(feed.retry(id)).rejects.toMatchObject({ code: 'not_found' });
    });

    it('resolves when the answer was lost but the event came', async () => {
      await feed.watch();
      test.http.handlers[ADD] = ({ body }) => {
        hearAdded(activityAt((body as { id: string }).id, 5_000));
        throw new Failure(400, 'invalid_request');
      };
      const activity = await feed.addActivity(input);
      expect(activity).toEqual(activityAt(activity.id, 5_000));
      expect(feed.state.getSnapshot().activities[0]).toMatchObject({ id: activity.id, status: 'sent' });
    });

    it('keeps no state of a feed that nobody watches', async () => {
      test.http.handlers[ADD] = ({ body }) => activityAt((body as { id: string }).id, 5_000);
      await feed.addActivity(input);
      expect(rows()).toEqual([]);
    });
  });

  describe('removeActivity', () => {
    it('hides the row at once, and removes it from the feed where it was added', async () => {
      await feed.watch();
      test.http.handlers['DELETE /v1/feeds/user:a/activities/id9999'] = () => ({ id: 'id9999', removed: true });
      const removing = feed.removeActivity('id9999');
      expect(rows()).toEqual(['id9998']);
      expect(await removing).toEqual({ id: 'id9999', removed: true });
      hearAdded(many(1)[0] as Activity);
      expect(rows()).toEqual(['id9998']);
    });

    it('shows the row again when it failed', async () => {
      await feed.watch();
      await expect(feed.removeActivity('id9999')).rejects.toMatchObject({ code: 'not_found' });
      expect(rows()).toEqual(['id9999', 'id9998']);
    });
  });

  describe('following', () => {
    const theirs = activityAt('theirs', 9_000, 'user:b');
    const follow = { source: 'timeline:a', target: 'user:b', createdAt: '' };

    it('brings what the followed feed had before, when the event comes', async () => {
      await feed.watch();
      test.http.handlers['POST /v1/feeds/timeline:a/follow'] = () => follow;
      test.http.handlers[LIST] = () => ({ data: [theirs, ...many(2)], next: null });
      expect(await feed.follow('user:b')).toEqual(follow);
      hear('feed.follow.created', follow);
      await settle();
      expect(rows()).toEqual(['theirs', 'id9999', 'id9998']);
      expect(test.http.count('GET', '/v1/feeds/timeline:a')).toBe(2);
    });

    it('drops it again when the follow ends, by the answer and by the event', async () => {
      test.http.handlers[LIST] = () => ({ data: [theirs, ...many(2)], next: null });
      await feed.watch();
      test.http.handlers['DELETE /v1/feeds/timeline:a/unfollow'] = () => ({ ...follow, removed: true });
      await feed.unfollow('user:b');
      expect(rows()).toEqual(['id9999', 'id9998']);
      hear('feed.follow.created', follow);
      await settle();
      expect(rows()).toEqual(['theirs', 'id9999', 'id9998']);
      hear('feed.follow.removed', { source: 'timeline:a', target: 'user:b' });
      expect(rows()).toEqual(['id9999', 'id9998']);
    });

    it('is not misled by the answer to a follow that comes when its end has been told', async () => {
      await feed.watch();
      const answer = later<unknown>();
      test.http.handlers['POST /v1/feeds/timeline:a/follow'] = () => answer.promise;
      const following = feed.follow('user:b');
      const page = later<unknown>();
      test.http.handlers[LIST] = () => page.promise;
      hear('feed.follow.created', follow);
      await settle();
      hear('feed.follow.removed', { source: 'timeline:a', target: 'user:b' });
      answer.resolve(follow);
      await following;
      // Read while the follow stood.
      page.resolve({ data: [theirs, ...many(2)], next: null });
      await settle();
      expect(rows()).toEqual(['id9999', 'id9998']);
    });

    it('leaves the rows alone when another feed follows this one', async () => {
      await feed.watch();
      hear('feed.follow.created', { source: 'timeline:b', target: 'timeline:a', createdAt: '' });
      hear('feed.follow.removed', { source: 'timeline:b', target: 'timeline:a' });
      await settle();
      expect([rows().length, test.http.calls.length]).toEqual([2, 1]);
    });

    it('lists both ends in pages', async () => {
      const page = { data: [follow], next: 'more' };
      test.http.handlers['GET /v1/feeds/timeline:a/followers'] = () => page;
      test.http.handlers['GET /v1/feeds/timeline:a/following'] = () => page;
      expect(await feed.followers()).toEqual(page);
      expect(await feed.following({ limit: 5, cursor: 'x' })).toEqual(page);
      expect(test.http.calls[1]?.path).toBe('/v1/feeds/timeline:a/following?limit=5&cursor=x');
    });
  });

  it('reads a page past the state', async () => {
    const page = await feed.get({ limit: 10, ranking: 'chronological' });
    expect(page.data).toHaveLength(2);
    expect(test.http.calls[0]?.path).toBe('/v1/feeds/timeline:a?limit=10&ranking=chronological');
    expect(rows()).toEqual([]);
  });
});

describe('Feeds', () => {
  it('answers the same feed for the same id, and keeps watched ones however many follow', async () => {
    const { pulse, clock } = createTestClient();
    const watched = pulse.feeds.get('user:watched');
    watched.watch().catch(() => {});
    const idle = pulse.feeds.get('user:idle');
    expect(pulse.feeds.get('user:idle')).toBe(idle);
    for (let i = 0; i < 1_500; i++) pulse.feeds.get(`user:${i}`);
    expect(pulse.feeds.get('user:watched')).toBe(watched);
    expect(pulse.feeds.get('user:idle')).not.toBe(idle);
    await clock.advance(0);
  });

  it.each(['alice', '', 'User:a', 'user:', 'user:a/b'])('refuses %j with invalid_request', (id) => {
    const { pulse } = createTestClient();
    expect(() => pulse.feeds.get(id)).toThrow(expect.objectContaining({ code: 'invalid_request', param: 'feedId' }));
  });
});
