import { SERVER_LIMITS } from '@pulse-io/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROJECT } from '../../../server/src/realtime/gateway.test-kit.js';
import { World } from './tabs.test-kit.js';

let world: World;

beforeEach(async () => {
  world = await World.create();
});

afterEach(() => world.close());

const openInRoom = async () => {
  const tab = world.open();
  tab.setInRoom(true);
  await world.settle();
  return tab;
};
const inRoom = () => world.tabs.map(({ room }) => room?.shown?.members.map(({ userId }) => userId).sort());
/** Over all sockets that are open. */
const signals = () =>
  [...world.wires].flatMap(({ sent }) => sent.flatMap((frame) => ('signal' in frame ? [frame.signal.type] : [])));

describe('a room that tabs share a socket for', () => {
  it('is shown by all of them, also what happened while another entered it', async () => {
    await world.toggleInRoom('bob');
    await openInRoom();
    await world.toggleInRoom('carol');
    await world.toggleInRoom('bob');
    // Before the server told of the two: its next answer does.
    await openInRoom();
    expect(inRoom()).toEqual([
      ['alice', 'carol'],
      ['alice', 'carol'],
    ]);
    expect(world.tabs.map(({ room }) => [...(room?.raised ?? [])].sort())).toEqual([
      ['alice', 'carol'],
      ['alice', 'carol'],
    ]);
    await world.toggleInRoom('dave');
    await world.advance(250);
    expect(inRoom()).toEqual([
      ['alice', 'carol', 'dave'],
      ['alice', 'carol', 'dave'],
    ]);
  });

  it('is left with the last of them', async () => {
    const tabs = [await openInRoom(), await openInRoom()];
    tabs[0]?.setInRoom(false);
    await world.settle();
    expect(await world.roomNow()).toEqual(['alice']);
    tabs[1]?.setInRoom(false);
    await world.settle();
    expect(await world.roomNow()).toEqual([]);
  });
});

describe('a room of more than 200 people', () => {
  const others = Array.from({ length: SERVER_LIMITS.roomMembers }, (_, n) => `user-${n}`);
  const hold = (userId: string, rooms: string[]) =>
    world.kit.presences.hold(PROJECT, userId, { id: 'tab', idle: false, rooms });
  const shown = () => world.tabs.map(({ room }) => [room?.shown?.count, room?.shown?.complete]);

  it('has a count that every tab is told, and a list again when it is entered anew with fewer', async () => {
    for (const userId of others) await hold(userId, ['lobby']);
    for (let i = 0; i < 2; i++) await openInRoom();
    expect(shown()).toEqual([
      [201, false],
      [201, false],
    ]);
    await hold('late', ['lobby']);
    await world.advance(1_500);
    expect(shown()).toEqual([
      [202, false],
      [202, false],
    ]);
    for (const userId of others.slice(0, 5)) await hold(userId, []);
    for (const wire of [...world.wires]) wire.cut();
    await world.advance(3_000);
    expect(shown()).toEqual([
      [197, true],
      [197, true],
    ]);
    expect(world.tabs.map(({ room }) => room?.shown?.members.length)).toEqual([197, 197]);
    expect(world.tabs.flatMap(({ room }) => room?.trouble)).toEqual([]);
  });

  it('gives no list any more once it has grown so', async () => {
    for (const userId of others.slice(1)) await hold(userId, ['lobby']);
    await openInRoom();
    expect(shown()).toEqual([[200, true]]);
    await hold('late', ['lobby']);
    await world.advance(1_500);
    expect(shown()).toEqual([[201, false]]);
  });
});

describe('idleness of a user with several tabs', () => {
  const setIdle = async (idle: boolean) => {
    for (const { connection } of world.tabs) connection.setIdle(idle);
    await world.settle();
  };

  it('is told once, by the tab that leads', async () => {
    for (let i = 0; i < 3; i++) await openInRoom();
    await setIdle(true);
    expect([signals(), await world.statusOf('alice')]).toEqual([['away'], 'away']);
    await setIdle(false);
    expect([signals(), await world.statusOf('alice')]).toEqual([['away', 'active'], 'online']);
  });

  it('holds when another tab takes the lead, from the first moment', async () => {
    await world.toggle('bob');
    const [leader] = [await openInRoom(), await openInRoom()];
    await setIdle(true);
    await world.online.get('bob')?.call({ watch: { users: ['alice'] } });
    world.end(leader, true);
    await world.advance(2_000);
    expect([world.opened, signals(), await world.statusOf('alice')]).toEqual([2, [], 'away']);
    expect(world.online.get('bob')?.diffs).toEqual([]);
  });
});
