import type { Activity, AnyEvent } from '@pulse-io/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { activityAt } from '../testing/activities.js';
import { createTestClient } from '../testing/client.js';
import { settle } from '../testing/manual-clock.js';
import { Failure, later } from '../testing/scripted-fetch.js';
import type { Feed } from './feed.js';

const LIST = 'GET /v1/feeds/timeline:a';
const ADD = 'POST /v1/feeds/timeline:a/activities';

describe('a feed and its outbox', () => {
  let test: ReturnType<typeof createTestClient>;
  let feed: Feed;

  beforeEach(() => {
    test = createTestClient({ apiSecret: 'secret', outbox: { store: 'memory' } });
    feed = test.pulse.feeds.get('timeline:a');
    const data = ['id9999', 'id9998'].map((id, i) => activityAt(id, 1_000 - i));
    test.http.handlers[LIST] = () => ({ data, next: null });
  });

  const rows = () => feed.state.getSnapshot().activities.map(({ id }) => id);
  const hearAdded = (activity: Activity) => {
    const data = { feed: 'timeline:a', activity };
    const event = {
      ch: 'feed:timeline:a',
      epoch: 'e1',
      offset: 1,
      id: 'e1',
      ts: '',
      type: 'feed.activity.added',
      data,
    };
    test.server.socket.receive({ ev: event as AnyEvent });
  };
  const input = { actor: 'user:a', verb: 'post', object: 'hi' };
  const statuses = () => feed.state.getSnapshot().activities.flatMap(({ status }) => (status === 'sent' ? [] : status));

  it('shows what was written before the feed was watched, with the newest on top', async () => {
    const answer = later<unknown>();
    test.http.handlers[ADD] = () => answer.promise;
    const first = feed.addActivity(input);
    const second = feed.addActivity(input);
    expect(feed.state.getSnapshot().activities).toEqual([]);
    await feed.watch();
    expect(statuses()).toEqual(['pending', 'pending']);
    answer.reject(new Failure(400, 'invalid_request'));
    await Promise.allSettled([first, second]);
    expect(statuses()).toEqual(['failed', 'failed']);
    const unsent = rows().slice(0, 2);
    expect(unsent).toEqual(unsent.toSorted().reverse());
  });

  it('is unconfirmed while no answer comes, and sent when the event tells', async () => {
    await feed.watch();
    test.http.handlers[ADD] = () => {
      throw new TypeError('network');
    };
    const adding = feed.addActivity(input);
    expect(statuses()).toEqual(['pending']);
    await test.clock.advance(3_000);
    expect(statuses()).toEqual(['unconfirmed']);
    const sent = activityAt(rows()[0] ?? '', 5_000);
    hearAdded(sent);
    expect(await adding).toEqual(sent);
    expect(statuses()).toEqual([]);
    const { length } = test.http.calls;
    await test.clock.advance(120_000);
    expect(test.http.calls).toHaveLength(length);
  });

  it('is sent when a page tells', async () => {
    await feed.watch();
    test.http.handlers[ADD] = () => {
      throw new TypeError('network');
    };
    const adding = feed.addActivity({ ...input, id: 'mine' });
    await test.clock.advance(3_000);
    const sent = activityAt('mine', 5_000);
    test.http.handlers[LIST] = () => ({ data: [sent], next: null });
    await feed.refresh();
    expect(await adding).toEqual(sent);
  });

  it('cancels what has not gone out, and removes what may have after it', async () => {
    await feed.watch();
    const answer = later<unknown>();
    test.http.handlers[ADD] = () => answer.promise;
    test.http.handlers['DELETE /v1/feeds/timeline:a/activities/out'] = () => ({ id: 'out', removed: true });
    const out = feed.addActivity({ ...input, id: 'out' });
    const waiting = feed.addActivity({ ...input, id: 'waiting' });
    await settle();
    expect(await feed.removeActivity('waiting')).toEqual({ id: 'waiting', removed: true });
    await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
    const removing = feed.removeActivity('out');
    expect(rows()).toEqual(['id9999', 'id9998']);
    answer.resolve(activityAt('out', 5_000));
    await Promise.all([out, removing]);
    expect(rows()).toEqual(['id9999', 'id9998']);
    expect(test.http.calls.map(({ method }) => method)).toEqual(['GET', 'POST', 'DELETE']);
  });

  it('keeps follow and unfollow in order', async () => {
    const order: string[] = [];
    const answer = later<void>();
    test.http.handlers['POST /v1/feeds/timeline:a/follow'] = async () => {
      await answer.promise;
      order.push('follow');
      return { source: 'timeline:a', target: 'user:b', createdAt: '' };
    };
    test.http.handlers['DELETE /v1/feeds/timeline:a/unfollow'] = () => {
      order.push('unfollow');
      return { source: 'timeline:a', target: 'user:b', removed: true };
    };
    const both = [feed.follow('b'), feed.unfollow('b')];
    await settle();
    answer.resolve();
    await Promise.all(both);
    expect(order).toEqual(['follow', 'unfollow']);
  });

  it('can be left out: then every write is sent at once, and what fails is forgotten', async () => {
    const direct = createTestClient();
    direct.http.handlers[LIST] = () => ({ data: [], next: null });
    direct.http.handlers[ADD] = () => {
      throw new Failure(503, 'unavailable', true);
    };
    const backend = direct.pulse.feeds.get('timeline:a');
    await backend.watch();
    const writes = [backend.addActivity(input), backend.addActivity(input)].map((write) => write.catch((e) => e));
    expect(backend.state.getSnapshot().activities).toHaveLength(2);
    await settle();
    expect(direct.http.count('POST', '/v1/feeds/timeline:a/activities')).toBe(2);
    await direct.clock.advance(5_000);
    expect(await Promise.all(writes)).toMatchObject([{ code: 'unavailable' }, { code: 'unavailable' }]);
    expect(backend.state.getSnapshot().activities).toEqual([]);
  });
});
