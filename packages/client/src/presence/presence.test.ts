import type { PresenceDiff, PresenceStatus, Presence as UserPresence } from '@pulse-io/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestClient } from '../testing/client.js';
import { fakeToken } from '../testing/fakes.js';
import { Failure } from '../testing/scripted-fetch.js';
import { LATER } from '../testing/scripted-socket.js';

const user = (userId: string, status: PresenceStatus = 'online'): UserPresence => ({
  userId,
  status,
  ...{ lastSeenAt: null, customStatus: null, activity: null },
});
const diff = (ch: string, ...update: UserPresence[]): { pres: PresenceDiff } => ({
  pres: { ch, ver: 1, join: [], leave: [], update },
});
const asAlice = () => createTestClient({ token: fakeToken('alice', 9e15) });

// Loaded before, it is there at once, and time can be held still.
beforeAll(() => import('./rooms.js'));

/** Writes down what is raised. */
function record({ pulse }: ReturnType<typeof createTestClient>) {
  const heard: string[] = [];
  const end = pulse.presence.on('status_changed', (userId, status) => heard.push(`${userId} ${status}`));
  pulse.presence.on('typing_started', (userId, roomId) => heard.push(`${userId} types in ${roomId}`));
  pulse.presence.on('typing_stopped', (userId, roomId) => heard.push(`${userId} rests in ${roomId}`));
  return { heard, end };
}

describe('the status of users', () => {
  it('is set and read by HTTP', async () => {
    const { pulse, http } = asAlice();
    http.handlers = {
      'POST /v1/presence/online': ({ body }) => user('alice', (body as { status: PresenceStatus }).status),
      'POST /v1/presence/offline': () => user('alice', 'offline'),
      'GET /v1/presence/status/bob': () => user('bob'),
    };
    expect((await pulse.presence.setOnline()).status).toBe('online');
    expect((await pulse.presence.setAway()).status).toBe('away');
    expect((await pulse.presence.setBusy('alice')).status).toBe('busy');
    expect((await pulse.presence.setOffline()).status).toBe('offline');
    expect(await pulse.presence.get('bob')).toEqual(user('bob'));
    expect(http.calls.map(({ body }) => body)).toEqual([
      { status: 'online' },
      { status: 'away' },
      { userId: 'alice', status: 'busy' },
      {},
      undefined,
    ]);
  });

  it('may be hidden, and has a custom status and an activity beside it', async () => {
    const { pulse, http } = asAlice();
    http.handlers = {
      'POST /v1/presence/online': () => user('alice', 'offline'),
      'POST /v1/presence/activity': () => user('alice'),
    };
    expect((await pulse.presence.setInvisible()).status).toBe('offline');
    const customStatus = { text: 'Lunch', emoji: '🍜', expiresAt: '2026-01-01T13:00:00.000Z' };
    await pulse.presence.setCustomStatus(customStatus);
    await pulse.presence.setCustomStatus(null, 'alice');
    await pulse.presence.setStatus({ status: 'busy', customStatus: { emoji: '🎧' } });
    await pulse.presence.setActivity({ type: 'listening', text: 'Tides', custom: { track: 7 } });
    await pulse.presence.setActivity(null, 'alice');
    expect(http.calls.map(({ path, body }) => [path.split('/').at(-1), body])).toEqual([
      ['online', { status: 'invisible' }],
      ['online', { customStatus }],
      ['online', { userId: 'alice', customStatus: null }],
      ['online', { status: 'busy', customStatus: { emoji: '🎧' } }],
      ['activity', { activity: { type: 'listening', text: 'Tides', custom: { track: 7 } } }],
      ['activity', { userId: 'alice', activity: null }],
    ]);
  });

  it('is read for any number of users, 500 a call', async () => {
    const { pulse, http } = asAlice();
    http.handlers['POST /v1/presence/bulk'] = ({ body }) => ({
      data: (body as { ids: string[] }).ids.map((id) => user(id)),
    });
    const ids = Array.from({ length: 1_001 }, (_, i) => `u${i}`);
    expect((await pulse.presence.getMany(ids)).map(({ userId }) => userId)).toEqual(ids);
    expect(http.calls).toHaveLength(3);
    expect(await pulse.presence.getMany([])).toEqual([]);
  });
});

describe('watch', () => {
  it('asks for all sets together in one frame, and shows what is answered', async () => {
    const test = asAlice();
    const { heard } = record(test);
    test.server.script.watch = () => ({ presence: [user('bob'), user('carol', 'away')] });
    test.pulse.presence.watch(['bob', 'carol']);
    test.pulse.presence.watch(['bob']);
    await test.clock.advance(0);
    expect(test.server.socket.requests('watch')).toEqual([{ users: ['bob', 'carol'] }]);
    expect(test.pulse.presence.state.getSnapshot().users).toEqual({ bob: user('bob'), carol: user('carol', 'away') });
    expect(heard).toEqual([]);
  });

  it('raises a status only when it is another', async () => {
    const test = asAlice();
    const { heard } = record(test);
    test.server.script.watch = () => ({ presence: [user('bob')] });
    test.pulse.presence.watch(['bob']);
    await test.clock.advance(0);
    test.server.socket.receive(diff('presence', user('bob')));
    test.server.socket.receive(diff('presence', user('bob', 'busy'), user('stranger')));
    expect(heard).toEqual(['bob busy']);
    expect(test.pulse.presence.state.getSnapshot().users).toEqual({ bob: user('bob', 'busy') });
  });

  it('raises whatever others see of a user, and a status for itself alone', async () => {
    const test = asAlice();
    const heard: string[] = [];
    test.pulse.presence.on('presence_changed', (userId, { status, customStatus, activity }) =>
      heard.push([userId, status, customStatus?.text, activity?.text].join(' ')),
    );
    test.pulse.presence.on('status_changed', (userId, status) => heard.push(`${userId} is ${status}`));
    test.server.script.watch = () => ({ presence: [user('bob')] });
    test.pulse.presence.watch(['bob']);
    await test.clock.advance(0);
    const customStatus = { text: 'Lunch', emoji: null, expiresAt: null };
    const tell = (presence: Partial<UserPresence>) =>
      test.server.socket.receive(diff('presence', { ...user('bob'), ...presence }));
    tell({ lastSeenAt: '2026-01-01T00:00:00.000Z' });
    expect(test.pulse.presence.state.getSnapshot().users.bob?.lastSeenAt).toBe('2026-01-01T00:00:00.000Z');
    tell({ customStatus });
    tell({ customStatus, activity: { type: 'reading', text: 'Emma' } });
    tell({ status: 'busy', customStatus });
    tell({ status: 'busy', customStatus });
    expect(heard).toEqual(['bob online Lunch ', 'bob online Lunch Emma', 'bob is busy', 'bob busy Lunch ']);
    expect(test.pulse.presence.state.getSnapshot().users.bob).toMatchObject({ customStatus, activity: null });
  });

  it('takes the rest of an answer as no change', async () => {
    const test = asAlice();
    const { heard } = record(test);
    test.server.script.watch = () => ({ presence: [user('bob')] });
    test.pulse.presence.watch(['bob', 'carol']);
    await test.clock.advance(0);
    const { pres } = diff('presence', user('carol'));
    test.server.socket.receive({ pres: { ...pres, rest: true } });
    expect(heard).toEqual([]);
    expect(test.pulse.presence.state.getSnapshot().users).toEqual({ bob: user('bob'), carol: user('carol') });
  });

  it('raises what changed while there was no connection', async () => {
    const test = asAlice();
    const { heard } = record(test);
    test.server.script.watch = () => ({ presence: [user('bob')] });
    test.pulse.presence.watch(['bob']);
    await test.clock.advance(0);
    test.server.script.watch = () => ({ presence: [user('bob', 'offline')] });
    test.server.socket.drop();
    await test.clock.advance(1_000);
    expect(heard).toEqual(['bob offline']);
  });

  it('is counted by user, and forgets those whom nobody watches any more', async () => {
    const test = asAlice();
    test.server.script.watch = ({ users }: { users: string[] }) => ({ presence: users.map((id) => user(id)) });
    const endBoth = test.pulse.presence.watch(['bob', 'carol']);
    const endBob = test.pulse.presence.watch(['bob']);
    await test.clock.advance(0);
    endBoth();
    endBoth();
    await test.clock.advance(0);
    expect(Object.keys(test.pulse.presence.state.getSnapshot().users)).toEqual(['bob']);
    endBob();
    await test.clock.advance(0);
    expect(test.server.socket.requests('watch')).toEqual([
      { users: ['bob', 'carol'] },
      { users: ['bob'] },
      { users: [] },
    ]);
  });

  it('sends nothing for a set that was left and taken again at once', async () => {
    const test = asAlice();
    test.pulse.presence.watch(['bob'])();
    test.pulse.presence.watch(['bob']);
    await test.clock.advance(0);
    test.pulse.presence.watch(['bob'])();
    await test.clock.advance(0);
    expect(test.server.socket.requests('watch')).toHaveLength(1);
  });

  it('refuses more than 500 users, and leaves the set as it was', async () => {
    const test = asAlice();
    test.pulse.presence.watch(['bob']);
    const others = Array.from({ length: 500 }, (_, i) => `u${i}`);
    expect(() => test.pulse.presence.watch(others)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
    await test.clock.advance(0);
    expect(test.server.socket.requests('watch')).toEqual([{ users: ['bob'] }]);
  });

  it('answers the same parts of a snapshot while they do not change', async () => {
    const test = asAlice();
    test.server.script.watch = () => ({ presence: [user('bob')] });
    test.pulse.presence.watch(['bob']);
    await test.clock.advance(0);
    const before = test.pulse.presence.state.getSnapshot();
    test.server.socket.receive(diff('presence', user('bob')));
    expect(test.pulse.presence.state.getSnapshot()).toBe(before);
  });
});

describe('the whole project, with a secret', () => {
  it('is heard while somebody listens', async () => {
    const test = createTestClient();
    const { heard, end } = record(test);
    const endSecond = test.pulse.presence.on('status_changed', () => {});
    await test.clock.advance(0);
    expect(test.server.socket.requests('sub')).toEqual([{ ch: 'project' }]);
    test.server.socket.receive(diff('project', user('bob')));
    test.server.socket.receive(diff('project', user('bob')));
    test.server.socket.receive(diff('project', user('bob', 'offline')));
    expect(heard).toEqual(['bob online', 'bob offline']);
    end();
    expect(test.server.socket.requests('unsub')).toEqual([]);
    endSecond();
    endSecond();
    expect(test.server.socket.requests('unsub')).toEqual([{ ch: 'project' }]);
  });

  it('is heard for any change of presence too, until the last listener of both has gone', async () => {
    const test = createTestClient();
    const heard: string[] = [];
    const ends = [
      test.pulse.presence.on('presence_changed', (userId) => heard.push(userId)),
      test.pulse.presence.on('status_changed', (userId) => heard.push(`${userId}'s status`)),
      test.pulse.presence.on('idle_changed', () => {}),
    ];
    await test.clock.advance(0);
    test.server.socket.receive(diff('project', user('bob')));
    expect(heard).toEqual(["bob's status", 'bob']);
    for (const [index, end] of ends.entries()) {
      end();
      expect(test.server.socket.requests('unsub')).toHaveLength(index === 0 ? 0 : 1);
    }
  });

  it('is looked at again after a loss, and what the socket tells meanwhile counts more', async () => {
    const test = createTestClient();
    const { heard } = record(test);
    await test.clock.advance(0);
    test.server.socket.receive(diff('project', user('bob'), user('carol')));
    test.http.handlers['POST /v1/presence/bulk'] = () => {
      test.server.socket.receive(diff('project', user('carol', 'busy')));
      return { data: [user('bob', 'away'), user('carol', 'offline')] };
    };
    test.server.socket.drop();
    await test.clock.advance(1_000);
    expect(heard).toEqual(['bob online', 'carol online', 'carol busy', 'bob away']);
  });

  it('is reported to the logger when it cannot be heard', async () => {
    const test = createTestClient();
    record(test);
    await test.clock.advance(0);
    test.server.socket.receive({ unsubd: { ch: 'project', code: 'forbidden' } });
    expect(test.logger.lines).toHaveLength(1);
  });
});

describe('typing', () => {
  it('is sent over the socket, once in 3 s a room, and ended at once', async () => {
    const { pulse, server, clock } = asAlice();
    pulse.presence.watchRoom('r1');
    pulse.presence.watchRoom('r2');
    await clock.advance(0);
    expect(server.socket.requests('sub')).toHaveLength(2);
    await pulse.presence.startTyping('r1');
    await pulse.presence.startTyping('r1');
    await pulse.presence.startTyping('r2');
    await clock.advance(3_000);
    await pulse.presence.startTyping('r1');
    await pulse.presence.stopTyping('r1');
    await pulse.presence.startTyping('r1');
    expect(server.socket.requests('signal').map(({ ch, type }) => `${ch} ${type}`)).toEqual([
      'room:r1 typing_started',
      'room:r2 typing_started',
      'room:r1 typing_started',
      'room:r1 typing_stopped',
      'room:r1 typing_started',
    ]);
  });

  it('goes by HTTP to a room that is not watched', async () => {
    const { pulse, server, clock, http } = asAlice();
    http.handlers['POST /v1/presence/typing'] = ({ body }) => body;
    pulse.presence.watchRoom('r1');
    await clock.advance(0);
    await pulse.presence.startTyping('r2');
    expect([http.calls.length, server.socket.requests('signal').length]).toEqual([1, 0]);
  });

  it('goes by HTTP with a secret, and without a connection', async () => {
    const backend = createTestClient();
    backend.http.handlers['POST /v1/presence/typing'] = ({ body }) => body;
    await backend.pulse.presence.startTyping('r1', 'bob');
    expect(backend.http.calls[0]?.body).toEqual({ roomId: 'r1', userId: 'bob', typing: true });
    const alice = asAlice();
    alice.http.handlers['POST /v1/presence/typing'] = ({ body }) => body;
    await alice.pulse.presence.stopTyping('r1');
    expect(alice.http.calls[0]?.body).toEqual({ roomId: 'r1', typing: false });
    expect([backend.server.sockets.length, alice.server.sockets.length]).toEqual([0, 0]);
  });

  it('goes by HTTP when the socket is lost with the signal', async () => {
    const { pulse, server, clock, http } = asAlice();
    http.handlers['POST /v1/presence/typing'] = ({ body }) => body;
    server.script.signal = () => LATER;
    pulse.presence.watchRoom('r1');
    await clock.advance(0);
    const sent = pulse.presence.startTyping('r1');
    server.socket.drop();
    await sent;
    expect(http.calls).toHaveLength(1);
  });

  it('is tried again with the next key when it failed', async () => {
    const { pulse, http } = asAlice();
    http.handlers['POST /v1/presence/typing'] = () => {
      throw new Failure(503, 'unavailable', true);
    };
    await expect(pulse.presence.startTyping('r1')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(pulse.presence.startTyping('r1')).rejects.toMatchObject({ code: 'unavailable' });
    expect(http.calls).toHaveLength(2);
  });

  it('is heard in watched rooms until it stops or its time is over, but never from oneself', async () => {
    const test = asAlice();
    const { heard } = record(test);
    test.pulse.presence.watchRoom('r1');
    await test.clock.advance(0);
    const hear = (name: string, type: 'typing_started' | 'typing_stopped') =>
      test.server.socket.receive({ eph: { ch: 'room:r1', type, user: name, data: {}, ttlMs: 7_000 } });
    hear('alice', 'typing_started');
    hear('bob', 'typing_started');
    hear('carol', 'typing_started');
    await test.clock.advance(4_000);
    hear('bob', 'typing_started');
    hear('carol', 'typing_stopped');
    hear('carol', 'typing_stopped');
    expect(test.pulse.presence.state.getSnapshot().typing).toEqual({ r1: ['bob'] });
    await test.clock.advance(6_999);
    expect(test.pulse.presence.state.getSnapshot().typing).toEqual({ r1: ['bob'] });
    await test.clock.advance(1);
    expect(test.pulse.presence.state.getSnapshot().typing).toEqual({});
    expect(heard).toEqual(['bob types in r1', 'carol types in r1', 'carol rests in r1', 'bob rests in r1']);
  });

  it('is forgotten when the last watcher of the room leaves, and its timers with it', async () => {
    const test = asAlice();
    const end = test.pulse.presence.watchRoom('r1');
    const endSecond = test.pulse.presence.watchRoom('r1');
    await test.clock.advance(0);
    test.server.socket.receive({ eph: { ch: 'room:r1', type: 'typing_started', user: 'bob', data: {}, ttlMs: 7_000 } });
    end();
    end();
    expect(test.pulse.presence.state.getSnapshot().typing).toEqual({ r1: ['bob'] });
    endSecond();
    expect(test.pulse.presence.state.getSnapshot().typing).toEqual({});
    test.pulse.close();
    expect(test.clock.pending).toEqual([]);
  });
});
