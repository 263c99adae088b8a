import type { Presence, ServerFrame } from '@pulse-io/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConformanceBackend, createConformanceBackend } from './conformance.test-kit.js';
import { type FrameMutation, findFailures } from './mutations.test-kit.js';

const events =
  (mutate: (event: Record<string, unknown>) => object[]): FrameMutation =>
  (frame) =>
    'ev' in frame ? mutate({ ...frame.ev }).map((ev) => ({ ev })) : [frame];

const answers =
  (mutate: (ok: Record<string, unknown>) => object): FrameMutation =>
  (frame) =>
    're' in frame && 'ok' in frame ? [{ ...frame, ok: mutate({ ...frame.ok }) }] : [frame];

/** Frames that a class of sockets held back, until another one comes. */
let held: ServerFrame | null = null;

/** How a server is broken, the case that must find it, and what it must say. */
const MUTATIONS: Record<string, [only: string, mutate: FrameMutation, name: string, text: string | RegExp]> = {
  'loses an event': [
    'feeds',
    events((event) => (event.type === 'feed.activity.removed' ? [] : [event])),
    'feeds/removals-are-told',
    'expected the event feed.activity.removed within 1 s; nothing of it came',
  ],
  'leaves a gap': [
    'recovery/no-gap-while-events-come',
    events((event) => (event.offset === 2 ? [] : [event])),
    'recovery/no-gap-while-events-come',
    /feed\.activity\.added with offset 3 left a gap: expected 2 after 1/,
  ],
  'sends an event twice': [
    'recovery/writers-at-once-leave-no-gap',
    events((event) => (event.offset === 3 ? [event, event] : [event])),
    'recovery/writers-at-once-leave-no-gap',
    'with offset 3 came again or too late: expected 4 after 3',
  ],
  'swaps two events': [
    'recovery/writers-at-once-leave-no-gap',
    (frame) => {
      if (!('ev' in frame)) return [frame];
      if (frame.ev.offset === 4) {
        held = frame;
        return [];
      }
      const frames = held && frame.ev.offset === 5 ? [frame, held] : [frame];
      if (frames.length === 2) held = null;
      return frames;
    },
    'recovery/writers-at-once-leave-no-gap',
    'with offset 5 left a gap: expected 4 after 3',
  ],
  'changes its epoch': [
    'feeds',
    events((event) => [{ ...event, epoch: 'another' }]),
    'feeds/additions-are-told',
    /the epoch changed from \w+ to another/,
  ],
  'leaves a field out of an event': [
    'feeds',
    events(({ ts: _, ...event }) => [event]),
    'feeds/additions-are-told',
    'a frame came that the protocol does not have: frame.ev.ts: Invalid input',
  ],
  'says that all was recovered when it was not': [
    'recovery/what-was-missed-is-recovered',
    answers((ok) =>
      Array.isArray(ok.events) && ok.events.length > 1 ? { ...ok, events: ok.events.slice(0, -1) } : ok,
    ),
    'recovery/what-was-missed-is-recovered',
    'the answer ends at offset 4, but its events lead from 1 to 3',
  ],
  'says that nothing was recovered': [
    'recovery/nothing-missed-is-recovered-too',
    answers((ok) => ('recovered' in ok ? { ...ok, recovered: false } : ok)),
    'recovery/nothing-missed-is-recovered-too',
    'expected the answer.recovered to be true, came false',
  ],
  'lets who is banned listen': [
    'chat/a-ban-is-the-last-event',
    (frame) => ('unsubd' in frame ? [] : [frame]),
    'chat/a-ban-is-the-last-event',
    /expected \{unsubd\} of chat:\w+ within 1 s/,
  ],
  'ends a subscription with another code': [
    'chat/a-removal-is-the-last-event',
    (frame) => ('unsubd' in frame ? [{ unsubd: { ...frame.unsubd, code: 'banned' } }] : [frame]),
    'chat/a-removal-is-the-last-event',
    'expected the code of the end to be "not_found", came "banned"',
  ],
  'refuses with another code': [
    'feeds',
    (frame) => ('re' in frame && 'err' in frame ? [{ ...frame, err: { ...frame.err, code: 'forbidden' } }] : [frame]),
    'feeds/private-feeds-are-not-heard',
    /expected sub \{"ch":"feed:timeline:.*\} to be refused with not_found, came .*"forbidden"/,
  ],
  'answers twice': [
    'realtime/answers-come-in-order',
    (frame) => ('re' in frame ? [frame, frame] : [frame]),
    'realtime/answers-come-in-order',
    'which was never sent or was answered before',
  ],
  'lets typing last for ever': [
    'rooms',
    (frame) => ('eph' in frame ? [{ eph: { ...frame.eph, ttlMs: 0 } }] : [frame]),
    'rooms/typing-reaches-the-others',
    'expected the typing.ttlMs to be 7000, came 0',
  ],
  'tells a presence that is not so': [
    'presence',
    answers((ok) =>
      Array.isArray(ok.presence)
        ? { ...ok, presence: ok.presence.map((one: Presence) => ({ ...one, status: 'away' })) }
        : ok,
    ),
    'presence/watching-answers-and-tells',
    'expected the answer[0].status to be "offline", came "away"',
  ],
  'sends what is no frame': [
    'realtime/connecting-answers-with-a-session',
    answers((ok) => ('session' in ok ? { ...ok, motd: 'hello' } : ok)),
    'realtime/connecting-answers-with-a-session',
    'Unrecognized key: "motd"',
  ],
};

describe('against a server that', () => {
  let kit: ConformanceBackend;
  beforeAll(async () => {
    kit = await createConformanceBackend();
  });
  afterAll(() => kit.close());

  it.each(Object.entries(MUTATIONS))('%s', async (_, [only, frame, name, text]) => {
    const failures = await findFailures(kit, only, { frame });
    expect(failures.map((failure) => failure.name)).toContain(name);
    expect(failures.find((failure) => failure.name === name)?.error).toMatch(text);
  });

  it('closes with another code', async () => {
    const { options } = kit;
    const Base = options.WebSocket;
    class Broken extends Base {
      override addEventListener(
        type: 'open' | 'message' | 'close' | 'error',
        listener: (event: { code?: number; reason?: string; data?: unknown }) => void,
      ) {
        super.addEventListener(type, (event) =>
          listener(type === 'close' && event.code === 4401 ? { code: 4001, reason: event.reason ?? '' } : event),
        );
      }
    }
    const broken = { ...kit, options: { ...options, WebSocket: Broken } };
    const failures = await findFailures(broken, 'realtime/bad-', {});
    expect(failures.map(({ name }) => name)).toEqual([
      'realtime/bad-tokens-are-closed',
      'realtime/bad-keys-are-closed',
    ]);
    expect(failures[0]?.error).toContain('expected the socket to be closed with 4401, came {"code":4001');
  });

  it('takes the secret from a page', async () => {
    const page = { ...kit, options: { ...kit.options, WebSocket: kit.socketsFrom('https://app.example') } };
    const name = 'realtime/servers-connect-with-the-secret';
    expect((await findFailures(page, name, {})).map((failure) => failure.name)).toEqual([name]);
    const sendsOrigin = true;
    const told = { ...page, options: { ...page.options, sendsOrigin } };
    expect(await findFailures(told, ['realtime/servers-', 'realtime/pages-', 'realtime/bad-'], {})).toEqual([]);
    const careless = { ...kit, options: { ...kit.options, sendsOrigin } };
    const failures = await findFailures(careless, 'realtime/pages-do-not-connect-with-the-secret', {});
    expect(failures[0]?.error).toContain('to be refused with forbidden, came');
  });
});
