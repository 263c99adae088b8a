import { WATCH_CHANNEL } from '@pulse-io/protocol';
import { expect, it } from 'vitest';
import { createTestClient } from '../testing/client.js';
import { fakeToken } from '../testing/fakes.js';
import { LATER } from '../testing/scripted-socket.js';

/** A client that has a connection, where the app itself says whether somebody sits before the device. */
function open() {
  const test = createTestClient({ token: fakeToken('alice', 9e15) });
  const { presence } = test.pulse;
  const heard: boolean[] = [];
  presence.on('idle_changed', (idle) => heard.push(idle));
  const connect = async () => {
    presence.watch(['bob']);
    await test.clock.advance(0);
  };
  const reconnect = async () => {
    test.server.socket.drop();
    await test.clock.advance(1_000);
  };
  const told = () => test.server.socket.requests('signal').map(({ ch, type }) => `${ch} ${type}`);
  const introduced = () => test.server.sockets.map((socket) => socket.requests('connect')[0]?.idle);
  return { ...test, presence, heard, connect, reconnect, told, introduced };
}

const [AWAY, ACTIVE] = [`${WATCH_CHANNEL} away`, `${WATCH_CHANNEL} active`];

it('is told once with each change', async () => {
  const { presence, heard, connect, told } = open();
  expect(presence.idle.getSnapshot()).toBe(false);
  await connect();
  presence.setIdle(false);
  presence.setIdle(true);
  presence.setIdle(true);
  expect(presence.idle.getSnapshot()).toBe(true);
  presence.setIdle(false);
  expect(told()).toEqual([AWAY, ACTIVE]);
  expect(heard).toEqual([true, false]);
});

it('is told with every socket from its first moment, so that nobody seems to be back', async () => {
  const { presence, connect, reconnect, told, introduced } = open();
  presence.setIdle(true);
  await connect();
  await reconnect();
  expect([introduced(), told()]).toEqual([[true, true], []]);
  presence.setIdle(false);
  expect(told()).toEqual([ACTIVE]);
  await reconnect();
  expect([introduced(), told()]).toEqual([[true, true, undefined], []]);
});

it('that changes between two sockets is told with the next', async () => {
  const { presence, server, connect, reconnect, told, introduced } = open();
  await connect();
  server.socket.drop();
  presence.setIdle(true);
  await reconnect();
  expect([introduced(), told()]).toEqual([[undefined, true], []]);
});

it('that changes while a socket is introduced follows at once', async () => {
  const { presence, server, connect, told, introduced } = open();
  server.script.connect = () => LATER;
  await connect();
  presence.setIdle(true);
  expect([introduced(), told()]).toEqual([[undefined], [AWAY]]);
});

it('opens no socket by itself, and none when it is set after the end', async () => {
  const { pulse, presence, clock, server } = open();
  presence.setIdle(true);
  await clock.advance(0);
  pulse.close();
  presence.setIdle(false);
  await clock.advance(0);
  expect(server.sockets).toEqual([]);
});
