import { beforeEach, describe, expect, it } from 'vitest';
import { activityAt } from '../../../packages/client/src/testing/activities.js';
import { createTestClient } from '../../../packages/client/src/testing/client.js';
import { later } from '../../../packages/client/src/testing/scripted-fetch.js';
import { Bench, FEED, LIST } from './bench.js';

describe('Bad input', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = new Bench();
    await bench.watch();
    bench.receive({ ev: bench.publish() });
  });

  describe('from the app and the platform', () => {
    it('goes on when listeners throw', async () => {
      const boom = () => {
        throw new Error('boom');
      };
      const { pulse, logger } = bench.kit;
      pulse.connection.on('state', boom);
      bench.feed.on('activity.added', boom);
      bench.feed.state.subscribe(boom);
      const after: string[] = [];
      bench.feed.on('activity.added', ({ id }) => after.push(id));
      bench.receive({ ev: bench.publish() });
      bench.socket.drop();
      await bench.kit.clock.advance(5_000);
      await bench.expectRight();
      expect(after).toEqual(['a2', 'a3']);
      expect(logger.lines.length).toBeGreaterThanOrEqual(3);
    });

    it('fails with a clear error when the WebSocket constructor throws, and comes back by retry()', async () => {
      const { server, http } = bench.kit;
      let broken = true;
      const refuse = () => {
        throw new SyntaxError('not here');
      };
      const { WebSocket } = server;
      const Moody = class extends WebSocket {
        constructor(url: string, protocol?: string) {
          if (broken) refuse();
          super(url, protocol);
        }
      };
      const { pulse, clock } = createTestClient({ apiSecret: 'secret', WebSocket: Moody, fetch: http.fetch });
      const feed = pulse.feeds.get(FEED);
      await expect(feed.watch()).rejects.toMatchObject({ code: 'connection_refused', cause: expect.any(SyntaxError) });
      expect(pulse.connection).toMatchObject({ state: 'failed', error: { code: 'connection_refused' } });
      expect((await feed.get()).data).toHaveLength(1);
      broken = false;
      pulse.connection.retry();
      await clock.advance(1_000);
      expect(pulse.connection.state).toBe('connected');
      expect(feed.state.getSnapshot()).toMatchObject({ status: 'ready', error: null, activities: [{ id: 'a1' }] });
      pulse.close();
    });

    it('replaces a socket that throws when it sends', async () => {
      const { server, http } = bench.kit;
      let broken = false;
      const { WebSocket } = server;
      const Moody = class extends WebSocket {
        override send(data: string): void {
          if (broken) throw new DOMException('not open', 'InvalidStateError');
          super.send(data);
        }
      };
      const { pulse, clock } = createTestClient({ apiSecret: 'secret', WebSocket: Moody, fetch: http.fetch });
      const feed = pulse.feeds.get(FEED);
      await Promise.all([feed.watch(), clock.advance(1_000)]);
      broken = true;
      expect(() => server.socket.receive({ ping: {} })).not.toThrow();
      broken = false;
      await clock.advance(60_000);
      expect(pulse.connection.state).toBe('connected');
      pulse.close();
    });

    it('waits for an answer that comes after the feed was left', async () => {
      const { http, clock } = bench.kit;
      const slow = later<unknown>();
      http.handlers[LIST] = () => slow.promise;
      const reading = bench.feed.refresh();
      bench.feed.unwatch();
      slow.resolve({ data: [activityAt('stranger', 99)], next: null });
      await Promise.all([reading, clock.advance(1)]);
      expect(bench.rows).toEqual(['a1']);
    });
  });
});
