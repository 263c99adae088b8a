import { WATCH_CHANNEL } from '@pulse-io/protocol';
import { beforeEach, expect, it } from 'vitest';
import { ManualClock } from '../testing/manual-clock.js';
import { ScriptedServer } from '../testing/scripted-socket.js';
import { Session } from '../transport/session.js';
import { FakeBrowser, FakePage } from './browser.test-kit.js';
import { SharedSocket, type TabChannel } from './shared-socket.js';

let clock: ManualClock;
let server: ScriptedServer;
let browser: FakeBrowser;
let other: TabChannel;
let said: { kind: string }[];

beforeEach(() => {
  clock = new ManualClock();
  server = new ScriptedServer(clock);
  browser = new FakeBrowser();
  said = [];
  other = new FakePage(browser, clock).channel('n');
  other.addEventListener('message', ({ data }) => said.push(data as { kind: string }));
});

/** A socket in a page of its own, and what it raises. */
async function open(id: string) {
  const page = new FakePage(browser, clock);
  const { locks } = page;
  let alone = false;
  const socket = new SharedSocket({
    ...{ name: 'n', id, locks, clock, channel: page.channel('n') },
    watchChannel: WATCH_CHANNEL,
    openSession: (wire, events) => new Session(wire, clock, events),
    open: () => new server.WebSocket('ws://server'),
    onAlone: () => {
      alone = true;
    },
  });
  const raised: string[] = [];
  for (const type of ['open', 'message', 'close'] as const) {
    socket.addEventListener(type, ({ data, code }) => raised.push([type, data ?? code].join(' ').trim()));
  }
  await browser.settle();
  return { page, socket, raised, isAlone: () => alone };
}

/** Somebody else holds the lock, and says what the test says. */
async function holdLock() {
  const page = new FakePage(browser, clock);
  void page.locks.request('n', {}, () => new Promise(() => {})).catch(() => {});
  await browser.settle();
  return async (...messages: object[]) => {
    for (const message of messages) other.postMessage(message);
    await browser.settle();
  };
}

it('hears its own hub alone, and nothing that is for others', async () => {
  const hub = await holdLock();
  const { raised } = await open('a');
  await hub({ kind: 'data', hub: 'h', data: 'early' }, { kind: 'open', hub: 'h', to: 'a' });
  await hub({ kind: 'open', hub: 'old', to: 'a' }, { kind: 'data', hub: 'old', data: 'old' });
  await hub({ kind: 'data', hub: 'h', to: 'b', data: 'not mine' }, { kind: 'data', hub: 'h', data: 'mine' });
  expect(raised).toEqual(['open', 'message mine']);
});

it('closes when its hub forgot it', async () => {
  const hub = await holdLock();
  const { raised } = await open('a');
  await hub({ kind: 'open', hub: 'h', to: 'a' }, { kind: 'data', hub: 'h', tabs: ['a'], data: 'ping' });
  expect(raised).toEqual(['open', 'message ping']);
  await hub({ kind: 'data', hub: 'h', tabs: ['b'], data: 'ping' });
  expect(raised.at(-1)).toBe('close 1006');
});

it('closes when another hub begins or its own ends, and looks for one anew where it had none', async () => {
  const hub = await holdLock();
  const [first, second, third] = [await open('a'), await open('b'), await open('c')];
  await hub({ kind: 'open', hub: 'h', to: 'a' }, { kind: 'open', hub: 'h', to: 'b' }, { kind: 'end', hub: 'h' });
  expect([first.raised, second.raised]).toEqual([
    ['open', 'close 1006'],
    ['open', 'close 1006'],
  ]);
  await hub({ kind: 'here', hub: 'i' });
  expect(said.filter(({ kind }) => kind === 'hello')).toHaveLength(4);
  await hub({ kind: 'open', hub: 'i', to: 'c' }, { kind: 'here', hub: 'j' });
  expect(third.raised).toEqual(['open', 'close 1006']);
});

it('sends to its hub, and says goodbye', async () => {
  const hub = await holdLock();
  const { socket, raised } = await open('a');
  await hub({ kind: 'open', hub: 'h', to: 'a' });
  socket.send('{}');
  socket.close();
  socket.close();
  await browser.settle();
  expect(said.slice(1)).toEqual([
    { kind: 'frame', from: 'a', hub: 'h', data: '{}' },
    { kind: 'bye', from: 'a', hub: 'h' },
  ]);
  expect([raised, clock.pending]).toEqual([['open', 'close 1006'], []]);
});

it('takes the lock from who does not answer within 3 s, not from who does', async () => {
  const hub = await holdLock();
  const patient = await open('a');
  await hub({ kind: 'open', hub: 'h', to: 'a' });
  await clock.advance(10_000);
  expect(server.sockets).toHaveLength(0);
  const { raised } = await open('b');
  await clock.advance(2_999);
  expect(server.sockets).toHaveLength(0);
  await clock.advance(1);
  await browser.settle();
  expect([server.sockets.length, raised, patient.raised]).toEqual([1, ['open'], ['open', 'close 1006']]);
});

it('ends its own hub when the lock is taken from it', async () => {
  const { raised } = await open('a');
  expect(raised).toEqual(['open']);
  const page = new FakePage(browser, clock);
  void page.locks.request('n', { steal: true }, () => new Promise(() => {}));
  await browser.settle();
  expect([raised, server.socket.closedWith]).toEqual([['open', 'close 1006'], 1000]);
});

it('gives sharing up when its hub has no room, or the platform opens no socket here', async () => {
  const refused = await (async () => {
    const hub = await holdLock();
    const socket = await open('a');
    await hub({ kind: 'open', hub: 'h', to: 'a' }, { kind: 'alone', hub: 'h', to: 'a' });
    return socket;
  })();
  expect([refused.raised, refused.isAlone()]).toEqual([['open', 'close 1006'], true]);

  browser = new FakeBrowser();
  server = new Proxy(server, {
    get(target, name) {
      if (name !== 'WebSocket') return Reflect.get(target, name);
      throw new DOMException('No.', 'SecurityError');
    },
  });
  const second = await open('b');
  expect([second.raised, second.isAlone()]).toEqual([['close 1006'], true]);
});

it('passes on why the real socket closed to its own client, and only that it did to the others', async () => {
  const leading = await open('a');
  const following = await open('b');
  expect([leading.raised, following.raised]).toEqual([['open'], ['open']]);
  server.socket.drop(4403);
  await browser.settle();
  expect([leading.raised, following.raised]).toEqual([
    ['open', 'close 4403'],
    ['open', 'close 1006'],
  ]);
});

it('welcomes a tab that comes later with the present time of the server', async () => {
  const leading = await open('a');
  leading.socket.send('{"id":1,"connect":{"key":"k","token":"t"}}');
  await browser.settle();
  await clock.advance(5_000);
  const following = await open('b');
  following.socket.send('{"id":7,"connect":{"key":"k","token":"t2"}}');
  await browser.settle();
  const [, first] = leading.raised.map((line) => line.replace('message ', ''));
  const [, second] = following.raised.map((line) => line.replace('message ', ''));
  const timeOf = (text = '{}') => Date.parse((JSON.parse(text) as { ok: { now: string } }).ok.now);
  expect(timeOf(second) - timeOf(first)).toBe(5_000);
  expect(server.socket.requests('connect')).toHaveLength(1);
});
