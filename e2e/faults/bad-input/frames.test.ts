import type { AnyEvent } from '@pulse-io/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { activityAt } from '../../../packages/client/src/testing/activities.js';
import { settle } from '../../../packages/client/src/testing/manual-clock.js';
import { LATER } from '../../../packages/client/src/testing/scripted-socket.js';
import { fixturesOf } from '../../../packages/protocol/src/testing/fixtures.js';
import { withUnknownField, withWrongType } from '../../../packages/protocol/src/testing/mutations.js';
import { Bench, CHANNEL, FEED } from './bench.js';

describe('Bad input', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = new Bench();
    await bench.watch();
    bench.receive({ ev: bench.publish() });
  });

  describe('over the socket', () => {
    it.each([
      ['nothing', ''],
      ['text', 'hello'],
      ['half a frame', '{"ev":{"ch":"feed:us'],
      ['two frames in one', '{"ping":{}}{"ping":{}}'],
      ['null', 'null'],
      ['a number', '42'],
      ['a text', '"ev"'],
      ['a list', '[{"ping":{}}]'],
      ['an empty object', '{}'],
      ['deep nesting', '['.repeat(100_000)],
      ['bytes', new Uint8Array([123, 125])],
      ['a buffer', new ArrayBuffer(8)],
      ['no data', undefined],
      ['an unknown frame', '{"news":{"headline":"x"}}'],
      ['an event of nothing', '{"ev":null}'],
      ['an event without content', '{"ev":{}}'],
      ['an event that is a text', '{"ev":"x"}'],
      ['a presence diff of nothing', '{"pres":null}'],
      ['a signal of nothing', '{"eph":null}'],
      ['an end of nothing', '{"unsubd":null}'],
      ['an answer to nothing', '{"re":null}'],
      ['an answer to an unknown request', '{"re":4711,"ok":{}}'],
      ['an error for an unknown request', '{"re":4711,"err":{"code":"not_found","message":"x","retryable":false}}'],
      ['an answer that answers nothing', '{"re":2}'],
      ['an event of a channel that nobody hears', '{"ev":{"ch":"feed:user:z","epoch":"e9","offset":7}}'],
      ['the end of a channel that nobody hears', '{"unsubd":{"ch":"feed:user:z","code":"not_found"}}'],
      ['a prototype', '{"__proto__":{"ev":1},"constructor":{}}'],
    ])('passes over %s', async (_, data) => {
      expect(() => bench.socket.receiveRaw(data)).not.toThrow();
      await bench.expectRight();
    });

    it('passes over fields that it does not know', async () => {
      const event = bench.publish();
      bench.receive({ ev: { ...event, mood: 'good', data: { ...event.data, colour: 1 } }, also: 1 });
      expect(bench.rows).toEqual(bench.truth.map(({ id }) => id));
      await bench.expectRight();
    });

    it('counts an event of a type that it does not know', async () => {
      bench.events.push({ ...bench.publish(), type: 'feed.activity.pinned' } as unknown as AnyEvent);
      const event = bench.events.splice(-2, 1)[0];
      bench.truth.shift();
      bench.receive({ ev: { ...event, type: 'feed.activity.pinned' } });
      const subs = bench.socket.requests('sub').length;
      bench.receive({ ev: bench.publish() });
      await settle();
      expect(bench.socket.requests('sub')).toHaveLength(subs);
      expect(bench.rows).toEqual(bench.truth.map(({ id }) => id));
    });

    it.each([
      ['jumps', 900],
      ['is larger than any', Number.MAX_VALUE],
      ['is a fraction', 1.5],
    ])('asks once for what is missing when an offset %s', async (_, offset) => {
      const subs = bench.socket.requests('sub').length;
      bench.receive({ ev: { ...bench.publish(), offset, id: 'odd' } });
      await settle();
      expect(bench.socket.requests('sub')).toHaveLength(subs + 1);
      await bench.expectRight();
    });

    it.each([
      ['runs backwards', 1],
      ['is zero', 0],
      ['is negative', -5],
    ])('drops an event whose offset %s', async (_, offset) => {
      bench.receive({ ev: bench.publish() });
      const { state } = bench.feed;
      const before = state.getSnapshot();
      bench.receive({ ev: { ...bench.events[1], offset, data: { feed: FEED, activity: activityAt('stranger', 9) } } });
      expect(state.getSnapshot()).toBe(before);
      await bench.expectRight();
    });

    it.each(['1', null, undefined, {}, []])('takes no event with the offset %j', async (offset) => {
      const event = { ...bench.events[0], data: { feed: FEED, activity: activityAt('stranger', 9) } };
      bench.receive({ ev: { ...event, offset } });
      await settle();
      expect(bench.rows).not.toContain('stranger');
      await bench.expectRight();
    });

    it('takes no event of another epoch, and asks for what it stands for', async () => {
      const stranger = { feed: FEED, activity: activityAt('stranger', 9) };
      bench.receive({ ev: { ...bench.publish(), epoch: 'e0', data: stranger } });
      await settle();
      expect(bench.rows).not.toContain('stranger');
      await bench.expectRight();
    });

    it('asks again when an answer leaves a hole before what came meanwhile', async () => {
      const { server } = bench.kit;
      const honest = server.script.sub;
      server.script.sub = () => LATER;
      bench.receive({ ev: { ...bench.publish(), offset: 900 } });
      const id = bench.socket.lastId('sub');
      bench.publish();
      bench.receive({ ev: bench.publish() });
      Object.assign(server.script, { sub: honest });
      bench.receive({ re: id, ok: { epoch: 'e1', offset: 1, recovered: true, events: [] } });
      await settle();
      expect(bench.rows).toEqual(bench.truth.map(({ id: row }) => row));
    });

    it('takes a frame of 4 MB', async () => {
      const event = bench.publish();
      bench.receive({ ev: { ...event, padding: 'x'.repeat(4_000_000) } });
      expect(bench.rows).toEqual(bench.truth.map(({ id }) => id));
      await bench.expectRight();
    });

    it('hears nothing after close', async () => {
      const { pulse, clock } = bench.kit;
      const before = bench.feed.state.getSnapshot().activities;
      pulse.close();
      bench.receive({ ev: bench.publish() });
      bench.receive({ ping: {} });
      bench.socket.receiveRaw('rubbish');
      bench.socket.drop(4001);
      await clock.advance(120_000);
      expect(bench.feed.state.getSnapshot().activities).toBe(before);
      expect(bench.raised).toEqual(['a1']);
      expect(bench.kit.server.sockets).toHaveLength(1);
      expect(clock.pending).toEqual([]);
    });

    const spoilt = fixturesOf('server').flatMap(({ name, value }) =>
      [...withWrongType(value), ...withUnknownField(value)].map((mutation) => ({ name, ...mutation })),
    );
    it(`comes through ${spoilt.length} frames with a wrong field each`, async () => {
      for (const { name, path, value } of spoilt) {
        const frame = JSON.stringify(value).replaceAll('feed:user:alice', CHANNEL);
        expect(() => bench.socket.receiveRaw(frame), `${name} ${path}`).not.toThrow();
        await settle();
        // Whatever it did to this socket, the next one is right.
        bench.socket.drop();
        await bench.kit.clock.advance(20_000);
        expect(bench.kit.pulse.connection.state, `${name} ${path}`).toBe('connected');
        expect(bench.rows, `${name} ${path}`).toEqual(bench.truth.map(({ id }) => id));
      }
    });
  });

  describe('as an answer', () => {
    const answers = fixturesOf('server').filter(({ name }) => /^server\.ok\.(connect|sub)/.test(name));
    const spoilt = answers.flatMap(({ name, value }) =>
      [...withWrongType(value), ...withUnknownField(value)].map((mutation) => ({ name, ...mutation })),
    );

    it(`comes through ${spoilt.length} answers with a wrong field each`, async () => {
      const { server, clock, pulse } = bench.kit;
      const honest = { ...server.script };
      for (const { name, path, value } of spoilt) {
        const frame = JSON.parse(JSON.stringify(value).replaceAll('feed:user:alice', CHANNEL)) as { ok?: unknown };
        server.script[name.includes('connect') ? 'connect' : 'sub'] = () => frame.ok;
        bench.socket.drop();
        await clock.advance(20_000);
        Object.assign(server.script, honest);
        bench.socket.drop();
        for (let n = 0; n < 12 && pulse.connection.state !== 'connected'; n++) await clock.advance(10_000);
        await clock.advance(1_000);
        expect(pulse.connection.state, `${name} ${path}`).toBe('connected');
        expect(bench.feed.state.getSnapshot().status, `${name} ${path}`).toBe('ready');
        bench.receive({ ev: bench.publish() });
        await clock.advance(1_000);
        expect(bench.rows, `${name} ${path}`).toEqual(bench.truth.map(({ id }) => id));
        expect(bench.raised.at(-1), `${name} ${path}`).toBe(bench.rows[0]);
      }
      expect(new Set(bench.raised).size).toBe(bench.raised.length);
    });
  });
});
