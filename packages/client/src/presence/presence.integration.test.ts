import { SERVER_TIMING } from '@pulse-io/protocol';
import { expect, it, vi } from 'vitest';
import type { PulseClient } from '../index.js';
import { ManualClock } from '../testing/manual-clock.js';
import { useRealClients } from '../testing/real-clients.js';

const clock = new ManualClock();
const { sockets, asUser, asServer, name } = useRealClients(clock);

/** Time goes on in small steps until it holds: the server tells of changes some 50 ms later. */
const until = (check: () => unknown, stepMs = 50) =>
  vi.waitFor(
    async () => {
      await clock.advance(stepMs);
      await check();
    },
    { interval: 5, timeout: 5_000 },
  );

/** Clients with a connection, who watch each other. */
async function meet(...clients: PulseClient[]): Promise<void> {
  const users = ['ann', 'bob', 'cat'].map(name);
  for (const { presence } of clients) presence.watch(users);
  await until(() => expect(clients.map(({ connection }) => connection.state)).toEqual(clients.map(() => 'connected')));
}

const seenBy = ({ presence }: PulseClient, who: string) => presence.state.getSnapshot().users[name(who)];
const roomOf = ({ presence }: PulseClient) => {
  const room = presence.state.getSnapshot().rooms[name('room')];
  return room?.members.map(({ userId }) => userId).sort();
};

it('merges the devices of a user: away when all are idle, and offline some time after the last has gone', async () => {
  const [desk, phone, bob] = [asUser(name('ann')), asUser(name('ann')), asUser(name('bob'))];
  await meet(desk, phone, bob);
  await until(() => expect(seenBy(bob, 'ann')?.status).toBe('online'));
  const heard: string[] = [];
  bob.presence.on('status_changed', (userId, status) => userId === name('ann') && heard.push(status));
  const hears = (statuses: string[], stepMs?: number) => until(() => expect(heard).toEqual(statuses), stepMs);

  desk.presence.setIdle(true);
  await desk.presence.setCustomStatus({ text: 'Here' });
  await until(() => expect(seenBy(bob, 'ann')?.customStatus?.text).toBe('Here'));
  expect(heard).toEqual([]);
  phone.presence.setIdle(true);
  await hears(['away']);
  phone.presence.setIdle(false);
  await hears(['away', 'online']);
  phone.close();
  await hears(['away', 'online', 'away']);
  desk.close();
  await clock.advance(SERVER_TIMING.graceMs - 1_000);
  expect(heard).toHaveLength(3);
  await hears(['away', 'online', 'away', 'offline'], 500);
});

it('comes back away, with no moment in which others see the user online', async () => {
  const [ann, bob] = [asUser(name('ann')), asUser(name('bob'))];
  await meet(ann, bob);
  ann.presence.setIdle(true);
  await until(() => expect(seenBy(bob, 'ann')?.status).toBe('away'));
  const heard: string[] = [];
  bob.presence.on('status_changed', (_, status) => heard.push(status));
  sockets[0]?.close(4000, 'cut by the test');
  await until(() => expect(ann.connection.state).not.toBe('connected'));
  await until(() => expect(ann.connection.state).toBe('connected'));
  await ann.presence.setActivity({ type: 'sleeping', text: '' });
  await until(() => expect(seenBy(bob, 'ann')?.activity?.type).toBe('sleeping'));
  expect([seenBy(bob, 'ann')?.status, heard]).toEqual(['away', []]);
});

it('shows an invisible user on no path, to nobody', async () => {
  const [ann, bob, server] = [asUser(name('ann')), asUser(name('bob')), asServer()];
  const heard: string[] = [];
  const note = (userId: string, what: string) => userId === name('ann') && heard.push(what);
  server.presence.on('presence_changed', (userId, { status }) => note(userId, `the project sees ${status}`));
  bob.presence.on('status_changed', (userId, status) => note(userId, `bob sees ${status}`));
  bob.presence.on('room_joined', (userId) => note(userId, 'bob meets'));
  bob.presence.on('room_left', (userId) => note(userId, 'bob loses'));
  await meet(ann, bob);
  const room = name('room');
  for (const { presence } of [ann, bob]) presence.watchRoom(room);
  await ann.presence.setStatus({ customStatus: { text: 'Secret' } });
  await until(() => {
    expect([roomOf(bob), seenBy(bob, 'ann')?.customStatus?.text]).toEqual([[name('ann'), name('bob')], 'Secret']);
    expect(server.connection.state).toBe('connected');
  });
  heard.length = 0;

  const hidden = await ann.presence.setInvisible();
  expect(hidden).toMatchObject({ status: 'offline', customStatus: null, activity: null });
  await until(() => expect(heard.sort()).toEqual(['bob loses', 'bob sees offline', 'the project sees offline']));
  await ann.presence.setActivity({ type: 'hiding', text: 'Here' });
  ann.presence.setIdle(true);
  ann.presence.setIdle(false);
  await clock.advance(2_000);
  expect(heard).toHaveLength(3);
  for (const { presence } of [bob, server]) {
    expect(await presence.get(name('ann'))).toEqual(hidden);
    expect(await presence.getMany([name('ann')])).toEqual([hidden]);
    expect(await presence.room(room)).toMatchObject({ count: 1, members: [{ userId: name('bob') }] });
  }
  expect([seenBy(bob, 'ann'), roomOf(bob)]).toEqual([hidden, [name('bob')]]);

  await ann.presence.setOnline();
  await until(() => expect([seenBy(bob, 'ann')?.status, roomOf(bob)?.length]).toEqual(['online', 2]));
});

it('takes a custom status away when its time is over', async () => {
  const [ann, bob] = [asUser(name('ann')), asUser(name('bob'))];
  await meet(ann, bob);
  const expiresAt = new Date(clock.now() + 5_000).toISOString();
  const heard: (string | undefined)[] = [];
  bob.presence.on('presence_changed', (userId, { customStatus }) => {
    if (userId === name('ann')) heard.push(customStatus?.text);
  });
  await ann.presence.setStatus({ status: 'busy', customStatus: { text: 'Lunch', emoji: '🍜', expiresAt } });
  await until(() => expect(seenBy(bob, 'ann')?.customStatus).toEqual({ text: 'Lunch', emoji: '🍜', expiresAt }));
  await clock.advance(5_000);
  await until(() => expect(seenBy(bob, 'ann')).toMatchObject({ status: 'busy', customStatus: null }));
  expect(heard.slice(-2)).toEqual(['Lunch', undefined]);
  await expect(ann.presence.setCustomStatus({ text: 'Late', expiresAt })).rejects.toMatchObject({
    ...{ code: 'invalid_request', param: 'customStatus.expiresAt' },
  });
});

it('tells who comes to a room and leaves it, also while there was no connection', async () => {
  const [ann, bob, cat] = [asUser(name('ann')), asUser(name('bob')), asUser(name('cat'))];
  const room = name('room');
  const heard: string[] = [];
  ann.presence.on('room_joined', (userId, roomId) => heard.push(`${userId} joined ${roomId}`));
  ann.presence.on('room_left', (userId, roomId) => heard.push(`${userId} left ${roomId}`));
  ann.presence.watchRoom(room);
  await until(() => expect(roomOf(ann)).toEqual([name('ann')]));
  const leave = bob.presence.watchRoom(room);
  await until(() => expect(heard).toEqual([`${name('bob')} joined ${room}`]));
  expect(ann.presence.state.getSnapshot().rooms[room]).toMatchObject({ count: 2, complete: true });
  expect((await cat.presence.room(room)).members.map(({ userId }) => userId).sort()).toEqual(roomOf(ann));

  sockets[0]?.close(4000, 'cut by the test');
  leave();
  cat.presence.watchRoom(room);
  await until(() =>
    expect(heard.slice(1).sort()).toEqual([`${name('bob')} left ${room}`, `${name('cat')} joined ${room}`]),
  );
  expect(roomOf(ann)).toEqual([name('ann'), name('cat')]);
});

it('reports a room that the token does not open to the logger', async () => {
  const { token } = await asServer().tokens.create({ identity: name('ann'), roomName: name('room') });
  const logger = { warn: vi.fn(), error: vi.fn() };
  const ann = asUser(name('ann'), { token, identity: undefined, logger });
  ann.presence.watchRoom(name('other'));
  await until(() =>
    expect(logger.error).toHaveBeenCalledWith(expect.any(String), expect.objectContaining({ code: 'not_found' })),
  );
  await expect(ann.presence.room(name('other'))).rejects.toMatchObject({ code: 'not_found' });
  expect(ann.presence.state.getSnapshot().rooms).toEqual({});
});
