import { LIMITS, TIMING } from '@pulse-io/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Tab, World } from './tabs.test-kit.js';

const A = 'feed:user:a';
const B = 'feed:user:b';

describe('tabs of one user', () => {
  let world: World;

  beforeEach(async () => {
    world = await World.create();
  });

  afterEach(() => world.close());

  const offsets = (channel: string) => world.tabs.map((tab) => tab.journals.get(channel)?.offsets);
  const states = () => new Set(world.tabs.map(({ connection }) => connection.state));
  const wire = () => {
    const [only, ...others] = world.wires;
    if (!only || others.length > 0) throw new Error(`There are ${world.wires.size} sockets.`);
    return only;
  };
  const leader = () => world.tabs.find(({ page }) => page === wire().page) as Tab;
  const follower = () => world.tabs.find(({ page }) => page !== wire().page) as Tab;

  async function open(...wanted: string[][]): Promise<void> {
    for (const channels of wanted) {
      const tab = world.open();
      for (const channel of channels) tab.subscribe(channel);
      await world.settle();
    }
  }

  it('share one socket, and each hears what it subscribed to', async () => {
    await open([A], [A, B], [B]);
    await world.append(A, 2);
    await world.append(B);
    await world.settle();
    expect([world.wires.size, world.opened, states()]).toEqual([1, 1, new Set(['connected'])]);
    expect(offsets(A)).toEqual([[1, 2], [1, 2], undefined]);
    expect(offsets(B)).toEqual([undefined, [1], [1]]);
  });

  it('share it when they open in the same moment too', async () => {
    for (let i = 0; i < 5; i++) world.open().subscribe(A);
    await world.advance(4_000);
    expect([world.opened, states()]).toEqual([1, new Set(['connected'])]);
    expect(wire().sent.filter((frame) => 'sub' in frame)).toHaveLength(1);
  });

  it('of another user have another', async () => {
    await open([A]);
    world.open('bob').subscribe(A);
    await world.settle();
    expect([world.wires.size, states()]).toEqual([2, new Set(['connected'])]);
  });

  it.each([
    ['is closed', true],
    ['crashes', false],
  ])('lose nothing when the one that leads %s', async (_, told) => {
    await open([A], [A, B], [A, B]);
    await world.append(A);
    await world.settle();
    world.end(leader(), told);
    await world.append(A);
    await world.append(B);
    await world.advance(2_000);
    expect([world.wires.size, world.opened, states()]).toEqual([1, 2, new Set(['connected'])]);
    expect(offsets(A)).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(offsets(B)).toEqual([[1], [1]]);
  });

  it('take the lead from a tab that is frozen without a word, which hears everything when it thaws', async () => {
    await open([A], [A], [A]);
    const frozen = leader();
    frozen.page.freeze(false);
    await world.append(A);
    await world.advance(2 * TIMING.deadMs);
    expect([world.wires.size, leader() === frozen]).toEqual([1, false]);
    expect(offsets(A)).toEqual([[], [1], [1]]);
    frozen.page.thaw(true);
    await world.advance(2_000);
    expect([world.wires.size, states()]).toEqual([1, new Set(['connected'])]);
    expect(offsets(A)).toEqual([[1], [1], [1]]);
  });

  it('do not wait for a leader that can say that it will be frozen', async () => {
    await open([A], [A]);
    leader().page.freeze(true);
    await world.append(A);
    await world.advance(1_000);
    expect([world.opened, leader().journals.get(A)?.offsets]).toEqual([2, [1]]);
  });

  it('do not end what a sibling hears when they leave', async () => {
    await open([A, B], [A], [A]);
    world.tabs[0]?.unsubscribe(A);
    world.tabs[0]?.unsubscribe(B);
    world.tabs[1]?.unsubscribe(A);
    await world.append(A);
    await world.settle();
    expect([wire().channels, offsets(A)]).toEqual([[A], [undefined, undefined, [1]]]);
    world.tabs[2]?.unsubscribe(A);
    await world.settle();
    expect(wire().channels).toEqual([]);
  });

  it('that vanish are forgotten', async () => {
    await open([A], [B]);
    follower().watchUsers(['bob']);
    await world.settle();
    expect([wire().channels, wire().users]).toEqual([[A, B], ['bob']]);
    world.end(follower(), false);
    await world.advance(2 * TIMING.pingMs);
    expect([wire().channels, wire().users, world.opened]).toEqual([[A], [], 1]);
  });

  it('watch their users together, and are told of their own', async () => {
    await open([], []);
    const answers: string[][] = [];
    for (const [i, tab] of world.tabs.entries()) {
      tab.connection.on('watched', (presences) => answers.push([String(i), ...presences.map(({ userId }) => userId)]));
    }
    world.tabs[0]?.watchUsers(['bob', 'carol']);
    await world.settle();
    world.tabs[1]?.watchUsers(['carol', 'dave']);
    await world.settle();
    expect(wire().users).toEqual(['bob', 'carol', 'dave']);
    expect(answers).toEqual([
      ['0', 'bob', 'carol'],
      ['1', 'carol', 'dave'],
    ]);
    await world.toggle('carol');
    await world.advance(1_000);
    expect(world.tabs.map(({ statuses }) => statuses.get('carol'))).toEqual(['online', 'online']);
    world.tabs[0]?.watchUsers([]);
    await world.settle();
    expect(wire().users).toEqual(['carol', 'dave']);
  });

  it('have no room for more than the server allows one socket: then one of them takes its own', async () => {
    const many = (name: string, count: number) => Array.from({ length: count }, (_, i) => `feed:user:${name}${i}`);
    await open(many('x', 100), many('y', 20));
    await world.advance(6_000);
    const third = world.open();
    for (const channel of many('z', 20)) third.subscribe(channel);
    await world.advance(10_000);
    expect([world.wires.size, states()]).toEqual([2, new Set(['connected'])]);
    await world.append('feed:user:z19');
    await world.settle();
    expect(third.journals.get('feed:user:z19')?.offsets).toEqual([1]);

    const crowd = (name: string) => Array.from({ length: LIMITS.bulkUsers - 1 }, (_, i) => `${name}${i}`);
    world.tabs[0]?.watchUsers(crowd('u'));
    await world.settle();
    world.tabs[1]?.watchUsers(crowd('v'));
    await world.advance(10_000);
    expect([world.wires.size, states()]).toEqual([3, new Set(['connected'])]);
    expect(world.tabs.map(({ statuses }) => statuses.size)).toEqual([499, 499, 0]);
  });

  it('type as one user: the siblings hear nothing of it, everybody else does', async () => {
    const bob = await world.kit.user('bob');
    await bob.call({ sub: { ch: 'room:r' } });
    const heard: string[] = [];
    for (let i = 0; i < 2; i++) {
      world.open().connection.subscribe('room:r', { onSignal: ({ user, type }) => heard.push(`${user} ${type}`) });
    }
    await world.settle();
    await Promise.all([follower().connection.signal('room:r', 'typing_started'), world.settle()]);
    expect([bob.ephemerals.map(({ user }) => user), heard]).toEqual([['alice'], []]);
    await bob.call({ signal: { ch: 'room:r', type: 'typing_started', data: {} } });
    await world.settle();
    expect(heard).toEqual(['bob typing_started', 'bob typing_started']);
  });

  it('keep the socket alive with the tokens of any of them', async () => {
    await open([A], [A]);
    for (let i = 0; i < 4; i++) await world.advance(10 * 60_000);
    expect([world.opened, states()]).toEqual([1, new Set(['connected'])]);
    expect(world.tabs.flatMap(({ logger }) => logger.lines)).toEqual([]);
  });

  it('are refused one by one when the user is', async () => {
    await open([A], [A]);
    world.kit.revoke({ identity: 'alice', beforeMs: world.clock.now() });
    await world.advance(1_000);
    world.kit.revoke({ identity: 'alice', beforeMs: world.clock.now() });
    await world.advance(1_000);
    expect(states()).toEqual(new Set(['failed']));
    expect([world.wires.size, world.tabs.map(({ connection }) => connection.error?.code)]).toEqual([
      0,
      ['invalid_token', 'invalid_token'],
    ]);
  });

  it('come back together when the server does', async () => {
    await open([A], [A], [A]);
    world.reachable = false;
    wire().cut();
    await world.advance(60_000);
    expect(world.wires.size).toBe(0);
    await world.append(A, 3);
    world.reachable = true;
    await world.advance(60_000);
    expect([world.wires.size, states()]).toEqual([1, new Set(['connected'])]);
    expect(offsets(A)).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  it('have a socket each where the page may not have locks', async () => {
    world.lockless = true;
    await open([A], [A]);
    await world.advance(2_000);
    expect([world.wires.size, states()]).toEqual([2, new Set(['connected'])]);
  });
});
