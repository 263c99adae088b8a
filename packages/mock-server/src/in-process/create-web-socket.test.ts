import { SUBPROTOCOL } from '@pulse-io/protocol';
import { openSqlite } from '@pulse-io/server/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMockServer, type MockServer } from '../create-mock-server.js';
import { createMockBackend, type MockBackend } from '../mock-backend.js';
import { createWebSocket } from './create-web-socket.js';

const ADDRESS = 'ws://pulse.mock/v1/realtime';

describe('a WebSocket in process', () => {
  let mock: MockBackend;
  let InProcess: typeof WebSocket;
  beforeEach(async () => {
    mock = await createMockBackend({ openStorage: () => openSqlite(), devMode: true });
    InProcess = createWebSocket(mock);
  });
  afterEach(() => mock.close());

  const open = (protocols: string | string[] = SUBPROTOCOL, address = ADDRESS) => new InProcess(address, protocols);
  const next = (socket: WebSocket, type: keyof WebSocketEventMap) =>
    new Promise<Event & { data?: string; code?: number; reason?: string; wasClean?: boolean }>((resolve) =>
      socket.addEventListener(type, resolve, { once: true }),
    );
  const connect = () => JSON.stringify({ id: 1, connect: { key: mock.apiKey, secret: mock.apiSecret } });

  it('opens later than it is made, talks, and closes with its code', async () => {
    const socket = open();
    expect([socket.readyState, socket.protocol]).toEqual([socket.CONNECTING, '']);
    expect(() => socket.send('{}')).toThrow(expect.objectContaining({ name: 'InvalidStateError' }));
    await next(socket, 'open');
    expect([socket.readyState, socket.protocol]).toEqual([socket.OPEN, SUBPROTOCOL]);
    socket.send(connect());
    expect(socket.bufferedAmount).toBe(connect().length);
    expect(JSON.parse((await next(socket, 'message')).data as string)).toMatchObject({ re: 1 });
    expect(socket.bufferedAmount).toBe(0);
    socket.close(4000, 'enough');
    expect(socket.readyState).toBe(socket.CLOSING);
    expect(await next(socket, 'close')).toMatchObject({ code: 4000, reason: 'enough', wasClean: true });
    expect(socket.readyState).toBe(socket.CLOSED);
    await expect.poll(() => mock.events.all().at(-1)).toMatchObject({ kind: 'socket', state: 'closed' });
  });

  it('lets handlers and listeners hear in their order, and a handler be replaced', async () => {
    const socket = open();
    const heard: string[] = [];
    socket.onopen = () => heard.push('replaced');
    socket.onopen = () => heard.push('handler');
    socket.addEventListener('open', () => heard.push('listener'));
    await next(socket, 'open');
    expect(heard).toEqual(['handler', 'listener']);
    socket.onopen = null;
    expect(socket.onopen).toBeNull();
    socket.close();
    expect(await next(socket, 'close')).toMatchObject({ code: 1005, wasClean: true });
  });

  it('delivers each message in a task of its own', async () => {
    const socket = open();
    await next(socket, 'open');
    const heard: string[] = [];
    socket.addEventListener('message', async () => {
      heard.push('begin');
      await Promise.resolve().then(() => {});
      heard.push('end');
    });
    socket.send(connect());
    socket.send('{"id":2,"sub":{"ch":"feed:user:maya"}}');
    await expect.poll(() => heard.length).toBe(4);
    expect(heard).toEqual(['begin', 'end', 'begin', 'end']);
  });

  it('sends bytes as they were, in their order', async () => {
    const socket = open();
    await next(socket, 'open');
    const bytes = new TextEncoder().encode('{"id":1}');
    socket.send(new Blob(['{"id":2}']));
    socket.send(bytes);
    socket.send(bytes.buffer);
    bytes.fill(0);
    // Binary frames are refused: the first of them ends the socket.
    expect(await next(socket, 'close')).toMatchObject({ code: 4400, wasClean: true });
    expect(mock.events.frames({ direction: 'in' })).toHaveLength(1);
  });

  it('ends with 1006 where nobody is, and when the other end is torn off', async () => {
    const lost = open(SUBPROTOCOL, 'ws://pulse.mock/elsewhere');
    let errors = 0;
    lost.onerror = () => errors++;
    expect(await next(lost, 'close')).toMatchObject({ code: 1006, wasClean: false });
    expect(errors).toBe(1);

    const torn = open();
    await next(torn, 'open');
    mock.faults.dropSockets();
    expect(await next(torn, 'close')).toMatchObject({ code: 1006, wasClean: false });

    const given = open();
    given.close();
    expect(await next(given, 'close')).toMatchObject({ code: 1006, wasClean: false });
  });

  it('refuses what the platform refuses', () => {
    const refused = (name: string) => expect.objectContaining({ name });
    expect(() => open(SUBPROTOCOL, 'nowhere')).toThrow(refused('SyntaxError'));
    expect(() => open(SUBPROTOCOL, 'ftp://pulse.mock/v1/realtime')).toThrow(refused('SyntaxError'));
    expect(() => open(SUBPROTOCOL, `${ADDRESS}#part`)).toThrow(refused('SyntaxError'));
    expect(() => open(['a', 'a'])).toThrow(refused('SyntaxError'));
    expect(() => open('not a token')).toThrow(refused('SyntaxError'));
    const socket = open();
    expect(() => socket.close(1001)).toThrow(refused('InvalidAccessError'));
    expect(() => socket.close(1000, 'x'.repeat(124))).toThrow(refused('SyntaxError'));
    socket.close();
  });

  describe('beside the platform’s own', () => {
    let server: MockServer;
    beforeEach(async () => {
      server = await createMockServer();
    });
    afterEach(() => server.close());

    /** What happens to a socket, in its order. */
    async function record(socket: WebSocket, act: (socket: WebSocket) => void) {
      const lines: string[] = [];
      socket.addEventListener('open', () => lines.push(`open ${socket.readyState} ${socket.protocol}`));
      socket.addEventListener('message', ({ data }) => lines.push(`message ${Object.keys(JSON.parse(data))}`));
      const closed = next(socket, 'close');
      act(socket);
      const { code, reason, wasClean } = await closed;
      return [...lines, `close ${code} ${reason} ${wasClean} ${socket.readyState}`];
    }
    const onOpen = (act: (socket: WebSocket) => void) => (socket: WebSocket) =>
      socket.addEventListener('open', () => act(socket));

    const acts: Record<string, { protocols?: string | string[]; act: (socket: WebSocket) => void }> = {
      'a good answer, then a close': {
        act: onOpen((socket) => {
          socket.send(connect());
          socket.addEventListener('message', () => socket.close(1000, 'bye'));
        }),
      },
      'a frame that is no JSON': { act: onOpen((socket) => socket.send('?')) },
      'a wrong secret': { act: onOpen((socket) => socket.send('{"id":1,"connect":{"key":"nobody","secret":"x"}}')) },
      'another subprotocol': { protocols: ['other', 'third'], act: () => {} },
      'ours behind another': { protocols: ['other', SUBPROTOCOL], act: onOpen((socket) => socket.close()) },
      'no subprotocol': { protocols: [], act: () => {} },
    };
    it.each(Object.entries(acts))('does the same: %s', async (_, { protocols = SUBPROTOCOL, act }) => {
      const address = `${server.url.replace('http', 'ws')}/v1/realtime`;
      const real = await record(new WebSocket(address, protocols), act);
      expect(await record(open(protocols), act)).toEqual(real);
    });
  });
});
