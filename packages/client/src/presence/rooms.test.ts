import type { PresenceDiff, SubscribeOk, Presence as UserPresence } from '@pulse-io/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestClient } from '../testing/client.js';
import { fakeToken } from '../testing/fakes.js';

// Loaded before, it is there at once, and time can be held still.
beforeAll(() => import('./rooms.js'));

const user = (userId: string, status: UserPresence['status'] = 'online'): UserPresence => ({
  userId,
  status,
  ...{ lastSeenAt: null, customStatus: null, activity: null },
});

/** A client in a room whose server a test is. */
function open() {
  const test = createTestClient({ token: fakeToken('alice', 9e15) });
  const { presence } = test.pulse;
  const heard: string[] = [];
  presence.on('room_joined', (userId, roomId) => heard.push(`${userId} joined ${roomId}`));
  presence.on('room_left', (userId, roomId) => heard.push(`${userId} left ${roomId}`));
  const present = (members: string[], more: Pick<SubscribeOk, 'rest' | 'count'> = {}) => {
    test.server.script.sub = () => ({
      ...{ epoch: 'e1', offset: 0, recovered: false, events: [] },
      ...{ presence: members.map((id) => user(id)), ...more },
    });
  };
  const tell = (diff: Partial<PresenceDiff>) =>
    test.server.socket.receive({ pres: { ch: 'room:r', ver: 1, join: [], leave: [], update: [], ...diff } });
  const room = () => presence.state.getSnapshot().rooms.r;
  const members = () => room()?.members.map(({ userId }) => userId);
  const reconnect = async () => {
    test.server.socket.drop();
    await test.clock.advance(1_000);
  };
  return { ...test, presence, heard, present, tell, room, members, reconnect };
}

it('is read by HTTP', async () => {
  const { pulse, http } = createTestClient();
  const answer = { roomId: 'r', count: 1, members: [user('bob')], complete: true };
  http.handlers['GET /v1/presence/room/r'] = () => answer;
  expect(await pulse.presence.room('r')).toEqual(answer);
  await expect(pulse.presence.room('none')).rejects.toMatchObject({ code: 'not_found' });
});

describe('a watched room', () => {
  it('shows who is there, and then who comes, changes and goes', async () => {
    const { presence, clock, server, heard, present, tell, room, members } = open();
    present(['alice', 'bob']);
    presence.watchRoom('r');
    await clock.advance(0);
    expect(server.socket.requests('sub')).toEqual([{ ch: 'room:r', presence: true }]);
    expect(room()).toEqual({ roomId: 'r', count: 2, members: [user('alice'), user('bob')], complete: true });
    expect(heard).toEqual([]);
    tell({ join: [user('carol')], update: [user('bob', 'busy')] });
    expect(room()).toMatchObject({ count: 3, members: [user('alice'), user('bob', 'busy'), user('carol')] });
    tell({ leave: [user('bob', 'offline'), user('stranger')] });
    expect(members()).toEqual(['alice', 'carol']);
    expect(heard).toEqual(['carol joined r', 'bob left r']);
    expect(presence.state.getSnapshot().users).toEqual({});
  });

  it('answers the same parts of a snapshot while they do not change', async () => {
    const { presence, clock, present, tell, room, server } = open();
    present(['bob']);
    presence.watchRoom('r');
    await clock.advance(0);
    const before = room();
    server.socket.receive({
      eph: { ch: 'room:r', type: 'typing_started', user: 'bob', data: {}, ttlMs: 7_000 },
    });
    expect(room()).toBe(before);
    tell({ join: [user('carol')] });
    expect([before?.count, room()?.count]).toEqual([1, 2]);
  });

  it('raises who came and left while there was no connection', async () => {
    const { presence, clock, heard, present, members, reconnect } = open();
    present(['alice', 'bob']);
    presence.watchRoom('r');
    await clock.advance(0);
    present(['alice', 'carol']);
    await reconnect();
    expect(members()).toEqual(['alice', 'carol']);
    expect(heard).toEqual(['carol joined r', 'bob left r']);
  });

  it('waits for all parts of an answer before anybody has left', async () => {
    const { presence, clock, heard, present, tell, members, reconnect } = open();
    present(['alice'], { rest: 2 });
    presence.watchRoom('r');
    await clock.advance(0);
    tell({ rest: true, update: [user('bob')] });
    tell({ rest: true, update: [user('carol')] });
    expect([members(), heard]).toEqual([['alice', 'bob', 'carol'], []]);
    present(['dora'], { rest: 2 });
    await reconnect();
    expect(members()).toEqual(['alice', 'bob', 'carol', 'dora']);
    tell({ rest: true, update: [user('carol', 'busy')] });
    expect(heard).toEqual(['dora joined r']);
    tell({ rest: true, update: [user('alice')] });
    expect(heard).toEqual(['dora joined r', 'bob left r']);
    expect(members()).toEqual(['alice', 'carol', 'dora']);
  });

  it('is entered once however many watch it, and left with the last', async () => {
    const { presence, clock, server, heard, present, tell, room } = open();
    present(['bob']);
    const ends = [presence.watchRoom('r'), presence.watchRoom('r')];
    await clock.advance(0);
    tell({ join: [user('carol')] });
    expect(heard).toEqual(['carol joined r']);
    ends[0]?.();
    ends[0]?.();
    expect(server.socket.requests('unsub')).toEqual([]);
    expect(room()?.count).toBe(2);
    ends[1]?.();
    expect(server.socket.requests('unsub')).toEqual([{ ch: 'room:r' }]);
    expect(presence.state.getSnapshot().rooms).toEqual({});
  });

  it('is not entered when it was left before', async () => {
    const { presence, clock, server } = open();
    presence.watchRoom('r')();
    await clock.advance(0);
    expect(server.sockets).toEqual([]);
  });

  it('that may not be entered is reported to the logger, and is in no state', async () => {
    const { presence, clock, server, logger, present } = open();
    present(['bob']);
    presence.watchRoom('r');
    await clock.advance(0);
    server.socket.receive({ unsubd: { ch: 'room:r', code: 'not_found' } });
    expect(logger.lines).toHaveLength(1);
  });

  it('is left without a word when the client closes', async () => {
    const { pulse, presence, clock, logger, present } = open();
    present(['bob']);
    presence.watchRoom('r');
    await clock.advance(0);
    await presence.startTyping('r');
    pulse.close();
    await clock.advance(0);
    expect([clock.pending, logger.lines]).toEqual([[], []]);
  });
});

describe('a room too large for a list', () => {
  it('has a sample of its members, and a count that is kept true', async () => {
    const { presence, clock, heard, present, tell, room, members } = open();
    present(['bob', 'carol'], { count: 300 });
    presence.watchRoom('r');
    await clock.advance(0);
    expect(room()).toMatchObject({ count: 300, complete: false });
    tell({ count: 301 });
    expect([room()?.count, members(), heard]).toEqual([301, ['bob', 'carol'], []]);
  });

  it('may grow so, and be small again after the next answer, and nobody joined or left by that', async () => {
    const { presence, clock, heard, present, tell, room, members, reconnect } = open();
    present(['bob']);
    presence.watchRoom('r');
    await clock.advance(0);
    tell({ count: 201 });
    expect(room()).toMatchObject({ count: 201, complete: false, members: [{ userId: 'bob' }] });
    present(['dora'], { count: 250 });
    await reconnect();
    expect([room()?.count, members()]).toEqual([250, ['dora']]);
    present(['carol']);
    await reconnect();
    expect([room()?.count, room()?.complete, members()]).toEqual([1, true, ['carol']]);
    tell({ join: [user('bob')] });
    expect(heard).toEqual(['bob joined r']);
  });
});
