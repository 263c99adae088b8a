import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
