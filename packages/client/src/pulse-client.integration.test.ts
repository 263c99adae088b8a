import { describe, expect, it, vi } from 'vitest';
import { useRealClients } from './testing/real-clients.js';

describe('a client and the real backend', () => {
  const { sockets, connect, asUser, asServer, name, post } = useRealClients();

  it('runs the first example', async () => {
    const pulse = asServer();
    const token = await pulse.tokens.create({
      roomName: 'my-room',
      identity: 'user-123',
      permissions: { canPublish: true, canSubscribe: true },
    });
    expect(token).toMatchObject({ identity: 'user-123', roomName: 'my-room' });
    const changes: string[] = [];
    pulse.presence.on('status_changed', (user, status) => changes.push(`${user} is now ${status}`));
    await vi.waitFor(() => expect(pulse.connection.state).toBe('connected'));
    const feed = pulse.feeds.get('user:123');
    await feed.addActivity({ actor: 'user:123', verb: 'post', object: 'Hello world!' });
    expect((await feed.get()).data).toMatchObject([{ object: 'Hello world!' }]);
    await vi.waitFor(async () => {
      await pulse.presence.setOffline('user:123');
      await pulse.presence.setOnline('user:123');
      expect(changes).toContain('user:123 is now online');
    });
    await pulse.presence.startTyping('room-123', 'user-123');
  });

  it('makes, checks and revokes tokens', async () => {
    const pulse = asServer();
    const { token } = await pulse.tokens.create({ identity: name('ann') });
    expect(await pulse.tokens.validate(token)).toMatchObject({ valid: true, identity: name('ann') });
    await pulse.tokens.validateEdge(token);
    expect(await pulse.tokens.validateEdge(token)).toMatchObject({ valid: true, cached: true });
    expect(await pulse.tokens.cacheStats()).toMatchObject({ driver: 'memory' });
    const ann = connect({ token });
    ann.presence.watch([name('bob')]);
    await vi.waitFor(() => expect(ann.connection.state).toBe('connected'));
    await pulse.tokens.revoke({ token });
    await vi.waitFor(() => expect(ann.connection.state).toBe('failed'));
    expect(ann.connection.error).toMatchObject({ name: 'AuthError' });
    await expect(ann.presence.get(name('bob'))).rejects.toMatchObject({ code: 'token_revoked', status: 401 });
    expect(await pulse.tokens.invalidateCache()).toEqual({ invalidated: expect.any(Number) });
  });

  it('carries a post to who follows, and takes it back', async () => {
    const [ann, bob] = [asUser(name('ann')), asUser(name('bob'))];
    const before = await post(ann, name('ann'), 'before');
    const timeline = bob.feeds.get(`timeline:${name('bob')}`);
    await timeline.watch();
    const raised: string[] = [];
    timeline.on('activity.added', ({ id }) => raised.push(id));
    const ids = () => timeline.state.getSnapshot().activities.map(({ id }) => id);

    await timeline.follow(name('ann'));
    await vi.waitFor(() => expect(ids()).toEqual([before.id]));
    const after = await post(ann, name('ann'), 'after');
    await vi.waitFor(() => expect(ids()).toEqual([after.id, before.id]));
    expect(raised).toEqual([after.id]);
    expect((await timeline.following()).data).toMatchObject([{ target: `user:${name('ann')}` }]);
    expect((await ann.feeds.get(`user:${name('ann')}`).followers()).data).toHaveLength(1);

    await ann.feeds.get(`user:${name('ann')}`).removeActivity(before.id);
    await vi.waitFor(() => expect(ids()).toEqual([after.id]));
    await timeline.unfollow(name('ann'));
    expect(ids()).toEqual([]);
  });

  it('reads a long feed page by page, with what is posted meanwhile', async () => {
    const ann = asUser(name('ann'));
    const posted: string[] = [];
    for (let i = 0; i < 30; i++) posted.unshift((await post(ann, name('ann'), `post ${i}`)).id);
    const feed = ann.feeds.get(`user:${name('ann')}`);
    await feed.watch();
    expect(feed.state.getSnapshot()).toMatchObject({ hasMore: true, status: 'ready' });
    posted.unshift((await post(ann, name('ann'), 'one more')).id);
    await feed.loadMore();
    expect(feed.state.getSnapshot().activities.map(({ id }) => id)).toEqual(posted);
    expect(feed.state.getSnapshot().hasMore).toBe(false);
  });

  it('gets what it missed when its socket was cut, once each', async () => {
    const ann = asUser(name('ann'));
    // With the longest wait before the next socket the posts come while there is none.
    const bob = connect({ identity: name('bob'), random: () => 0.999 });
    const feed = bob.feeds.get(`user:${name('ann')}`);
    await feed.watch();
    const raised: string[] = [];
    feed.on('activity.added', ({ object }) => raised.push(object));
    const states: string[] = [];
    bob.connection.on('state', (state) => states.push(state));
    await post(ann, name('ann'), 'first');
    await vi.waitFor(() => expect(raised).toEqual(['first']));
    sockets[0]?.close();
    await vi.waitFor(() => expect(states).toEqual(['waiting']));
    for (const object of ['second', 'third']) await post(ann, name('ann'), object);
    await vi.waitFor(() => expect(raised).toEqual(['first', 'second', 'third']), { timeout: 5_000 });
    await vi.waitFor(() => expect(bob.connection.state).toBe('connected'));
    expect(states).toEqual(['waiting', 'connecting', 'recovering', 'connected']);
    expect(feed.state.getSnapshot().activities).toHaveLength(3);
  });

  it('sees who comes and goes, and who types', async () => {
    const [ann, bob] = [asUser(name('ann')), asUser(name('bob'))];
    const changes: string[] = [];
    bob.presence.on('status_changed', (user, status) => changes.push(`${user} ${status}`));
    bob.presence.watch([name('ann')]);
    const status = () => bob.presence.state.getSnapshot().users[name('ann')]?.status;
    await vi.waitFor(() => expect(status()).toBe('offline'));
    ann.presence.watchRoom(name('room'));
    await vi.waitFor(() => expect(status()).toBe('online'));
    await ann.presence.setBusy();
    await vi.waitFor(() => expect(status()).toBe('busy'));
    await ann.presence.setOffline();
    await vi.waitFor(() => expect(status()).toBe('offline'));
    expect(changes).toEqual(['online', 'busy', 'offline'].map((word) => `${name('ann')} ${word}`));
    expect(await bob.presence.getMany([name('ann')])).toMatchObject([{ status: 'offline' }]);

    bob.presence.watchRoom(name('room'));
    const typing = () => bob.presence.state.getSnapshot().typing[name('room')];
    await vi.waitFor(async () => {
      await ann.presence.stopTyping(name('room'));
      await ann.presence.startTyping(name('room'));
      expect(typing()).toEqual([name('ann')]);
    });
    await ann.presence.stopTyping(name('room'));
    await vi.waitFor(() => expect(typing()).toBeUndefined());
  });

  it('is refused what it may not do, by code', async () => {
    const ann = asUser(name('ann'));
    await expect(post(ann, name('bob'), 'not mine')).rejects.toMatchObject({ code: 'forbidden_user', status: 403 });
    await expect(ann.presence.setOnline(name('bob'))).rejects.toMatchObject({ code: 'forbidden_user' });
    await expect(ann.feeds.get(`user:${name('ann')}`).get({ cursor: 'made up' })).rejects.toMatchObject({
      name: 'ValidationError',
      code: 'invalid_cursor',
      requestId: expect.any(String),
    });
    const wrong = connect({ apiSecret: 'pulse_secret_wrong' });
    await expect(wrong.presence.get('a')).rejects.toMatchObject({
      code: 'invalid_credentials',
      hint: expect.any(String),
    });
    wrong.presence.watchRoom('r');
    await vi.waitFor(() => expect(wrong.connection.error).toMatchObject({ code: 'invalid_credentials' }));
  });

  it('reaches no server with a clear error', async () => {
    const lost = connect({ identity: 'a', baseUrl: 'http://127.0.0.1:1', retry: false });
    const error = await lost.feeds
      .get('user:a')
      .get()
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'AuthError', code: 'token_provider_failed', cause: { code: 'network_error' } });
  });
});
