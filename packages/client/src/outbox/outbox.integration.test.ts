import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMockServer, type MockServer } from '@pulse-io/mock-server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Feed, PulseClient, type PulseClientOptions } from '../index.js';
import { SharedStorage } from './outbox.test-tabs.js';

/** Forwards to a server, and can swallow what comes back. */
class Wire {
  /** The next answer with this text is cut off; what follows on other sockets passes. */
  swallow: string | null = null;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  constructor(target: number) {
    this.#server = createServer((client) => {
      const upstream = connect(target, '127.0.0.1');
      for (const socket of [client, upstream]) {
        this.#sockets.add(socket);
        socket.on('error', () => {}).on('close', () => this.#sockets.delete(socket));
      }
      client.on('data', (data) => upstream.write(data)).on('close', () => upstream.destroy());
      upstream.on('close', () => client.destroy());
      upstream.on('data', (data) => {
        if (this.swallow === null || !data.toString('latin1').includes(this.swallow)) client.write(data);
        else {
          this.swallow = null;
          client.destroy();
        }
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

describe('the outbox and the real backend', () => {
  let folder: string;
  let port = 0;
  let server: MockServer;
  const ends: (() => unknown)[] = [];

  const start = async () => {
    server = await createMockServer({ port, data: folder });
    port = Number(new URL(server.url).port);
  };
  const connectAs = (options: Partial<PulseClientOptions> = {}) => {
    const retry = { maxRetries: 0 };
    const logger = { warn() {}, error() {} };
    // No pause between two tries of a lane.
    const random = () => 0.001;
    const pulse = new PulseClient({
      apiKey: server.apiKey,
      baseUrl: server.url,
      identity: 'ann',
      retry,
      logger,
      random,
      ...options,
    });
    ends.push(() => pulse.close());
    return pulse;
  };
  const post = (feed: Feed, object: string) => feed.addActivity({ actor: 'user:ann', verb: 'post', object });
  const stored = async () => {
    const backend = new PulseClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
    const { data } = await backend.feeds.get('user:ann').get();
    backend.close();
    return data.map(({ object }) => object).reverse();
  };

  beforeEach(async () => {
    port = 0;
    folder = await mkdtemp(join(tmpdir(), 'pulse-outbox-'));
    await start();
  });

  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('brings what is written while the server is down, once and in order, when it is back', async () => {
    const feed = connectAs().feeds.get('user:ann');
    await feed.watch();
    await post(feed, 'before');
    await server.close();
    const written = ['one', 'two', 'three'].map((object) => post(feed, object));
    await vi.waitFor(() =>
      expect(feed.state.getSnapshot().activities.map(({ status }) => status)).toEqual([
        'pending',
        'pending',
        'unconfirmed',
        'sent',
      ]),
    );
    await start();
    expect((await Promise.all(written)).map(({ object }) => object)).toEqual(['one', 'two', 'three']);
    expect(await stored()).toEqual(['before', 'one', 'two', 'three']);
    expect(feed.state.getSnapshot().activities.map(({ object, status }) => `${object} ${status}`)).toEqual([
      'three sent',
      'two sent',
      'one sent',
      'before sent',
    ]);
  });

  it('brings what a page left behind, from the page that follows it', async () => {
    const storage = new SharedStorage();
    const first = connectAs({ outbox: { store: storage.openTab().store } });
    await post(first.feeds.get('user:ann'), 'before');
    await server.close();
    const lost = ['one', 'two'].map((object) => post(first.feeds.get('user:ann'), object).catch((error) => error));
    await vi.waitFor(() => expect(storage.entries.map(({ state }) => state)).toEqual(['unconfirmed', 'pending']));
    first.close();
    expect(await Promise.all(lost)).toMatchObject([{ code: 'closed' }, { code: 'closed' }]);

    const second = connectAs({ outbox: { store: storage.openTab().store } });
    const feed = second.feeds.get('user:ann');
    feed.watch().catch(() => {});
    await vi.waitFor(() =>
      expect(feed.state.getSnapshot().activities.map(({ object }) => object)).toEqual(['two', 'one']),
    );
    expect(second.connection.error).toBeNull();
    await start();
    await vi.waitFor(() => expect(storage.entries).toEqual([]), 10_000);
    expect(await stored()).toEqual(['before', 'one', 'two']);
    await vi.waitFor(() => expect(second.connection.state).toBe('connected'), 10_000);
  });

  it('shows nothing of one user to another', async () => {
    const storage = new SharedStorage();
    const ann = connectAs({ outbox: { store: storage.openTab().store } });
    await post(ann.feeds.get('user:ann'), 'before');
    await server.close();
    post(ann.feeds.get('user:ann'), 'hers').catch(() => {});
    await vi.waitFor(() => expect(storage.entries).toHaveLength(1));
    ann.close();
    await start();
    const bob = connectAs({ identity: 'bob', outbox: { store: storage.openTab().store } });
    await bob.feeds.get('user:bob').addActivity({ actor: 'user:bob', verb: 'post', object: 'his' });
    expect(storage.entries).toMatchObject([{ request: { body: { object: 'hers' } } }]);
    expect([...storage.tables.keys()].map((name) => name.split(' ').at(-1))).toEqual(['ann', 'bob']);
    expect(await stored()).toEqual(['before']);
  });

  it('ends as sent when an answer is lost on the wire, and nothing is there twice', async () => {
    const wire = new Wire(port);
    const baseUrl = await wire.listen();
    ends.unshift(() => wire.close());
    const statuses: string[] = [];
    // Not connected, so that no event tells of the success.
    const watching = connectAs({ baseUrl, WebSocket: Deaf }).feeds.get('user:ann');
    watching.watch().catch(() => {});
    watching.state.subscribe(() => {
      const status = watching.state.getSnapshot().activities[0]?.status;
      if (status && statuses.at(-1) !== status) statuses.push(status);
    });
    await watching.get();
    wire.swallow = ' 201 ';
    const activity = await post(watching, 'once');
    expect(wire.swallow).toBeNull();
    expect(statuses).toEqual(['pending', 'unconfirmed', 'sent']);
    expect(activity).toMatchObject({ object: 'once', feed: 'user:ann' });
    expect(await stored()).toEqual(['once']);
  });

  it('fails what the server refuses, and goes on with the next', async () => {
    const pulse = connectAs();
    const feed = pulse.feeds.get('user:ann');
    await feed.watch();
    const refused = feed.addActivity({ actor: 'user:bob', verb: 'post', object: 'in the name of another' });
    const next = post(feed, 'next');
    await expect(refused).rejects.toMatchObject({ code: 'forbidden_user' });
    await next;
    const [row] = feed.state.getSnapshot().activities;
    expect(row).toMatchObject({ status: 'failed', error: { code: 'forbidden_user', status: 403 } });
    await expect(feed.retry(row?.id ?? '')).rejects.toMatchObject({ code: 'forbidden_user' });
    feed.discard(row?.id ?? '');
    expect(feed.state.getSnapshot().activities.map(({ object }) => object)).toEqual(['next']);
  });
});

/** A socket that never opens. */
class Deaf {
  send(): void {}
  close(): void {}
  addEventListener(): void {}
}
