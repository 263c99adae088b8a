import { beforeEach, describe, expect, it } from 'vitest';
import { activityAt } from '../../../packages/client/src/testing/activities.js';
import { createTestClient } from '../../../packages/client/src/testing/client.js';
import { fakeToken } from '../../../packages/client/src/testing/fakes.js';
import { Bench, FEED } from './bench.js';

describe('Bad input', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = new Bench();
    await bench.watch();
    bench.receive({ ev: bench.publish() });
  });

  describe('by HTTP', () => {
    const answers: [string, () => Response, string][] = [
      ['a page of HTML', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'network_error'],
      ['half of its JSON', () => new Response('{"data":[{"id":"a1","fe'), 'network_error'],
      ['nothing', () => new Response(''), 'network_error'],
      ['null', () => new Response('null'), 'network_error'],
      ['another shape', () => Response.json({ items: [] }), 'network_error'],
      ['rows that are none', () => Response.json({ data: [null], next: null }), 'network_error'],
      ['a page of HTML with 404', () => new Response('<html>', { status: 404 }), 'not_found'],
      ['a page of HTML with 502', () => new Response('<html>', { status: 502 }), 'unavailable'],
      ['a redirect to nowhere', () => new Response(null, { status: 302 }), 'invalid_request'],
      ['a problem without a code', () => Response.json({ detail: 1 }, { status: 400 }), 'invalid_request'],
      ['a problem that is null', () => new Response('null', { status: 500 }), 'unavailable'],
    ];
    it.each(answers)(
      'ends with a clear error when the server answers %s, and reads again when asked',
      async (_, answer, code) => {
        let broken = true;
        const honest = bench.kit.http.fetch;
        const { pulse, clock } = createTestClient({
          apiSecret: 'secret',
          fetch: async (...args) => (broken ? answer() : honest(...args)),
        });
        const feed = pulse.feeds.get(FEED);
        const watch = feed.watch().catch((error: unknown) => error);
        await clock.advance(30_000);
        expect(await watch).toMatchObject({ name: expect.stringMatching(/Error$/), code });
        expect(feed.state.getSnapshot()).toMatchObject({ status: 'error', error: { code }, activities: [] });
        broken = false;
        await Promise.all([feed.refresh(), clock.advance(1_000)]);
        expect(feed.state.getSnapshot()).toMatchObject({ status: 'ready', error: null });
        expect(feed.state.getSnapshot().activities.map(({ id }) => id)).toEqual(bench.rows);
        pulse.close();
      },
    );

    it('reads JSON of whatever content type', async () => {
      const fetch = async () =>
        new Response(JSON.stringify({ data: bench.truth, next: null }), { headers: { 'content-type': 'text/plain' } });
      const { pulse } = createTestClient({ apiSecret: 'secret', fetch });
      expect((await pulse.feeds.get(FEED).get()).data).toHaveLength(1);
      pulse.close();
    });

    it.each([
      ['a page of HTML', () => new Response('<html>')],
      ['half of its JSON', () => new Response('{"id":"a1","fe')],
      ['a page of HTML with 502', () => new Response('<html>', { status: 502 })],
    ])('keeps a write that the server answers with %s, and repeats it under its id', async (_, answer) => {
      const bodies: { id: string }[] = [];
      let broken = true;
      const honest = bench.kit.http.fetch;
      const { pulse, clock } = createTestClient({
        token: fakeToken('a', bench.kit.clock.now() + 86_400_000),
        fetch: async (input, init) => {
          if (init?.method !== 'POST') return honest(input, init);
          const body = JSON.parse(String(init.body)) as { id: string };
          bodies.push(body);
          return broken ? answer() : Response.json({ ...activityAt(body.id, 50), object: 'o' });
        },
      });
      const feed = pulse.feeds.get(FEED);
      await Promise.all([feed.watch(), clock.advance(1_000)]);
      const write = feed.addActivity({ actor: 'a', verb: 'post', object: 'o' });
      await clock.advance(30_000);
      const [row] = feed.state.getSnapshot().activities;
      expect(row).toMatchObject({ object: 'o', status: 'unconfirmed' });
      broken = false;
      await clock.advance(60_000);
      expect(await write).toMatchObject({ id: row?.id });
      expect(new Set(bodies.map(({ id }) => id))).toEqual(new Set([row?.id]));
      expect(feed.state.getSnapshot().activities.filter(({ object }) => object === 'o')).toMatchObject([
        { id: row?.id, status: 'sent' },
      ]);
      pulse.close();
    });
  });
});
