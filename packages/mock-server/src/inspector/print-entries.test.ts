import { PassThrough } from 'node:stream';
import { systemClock } from '@pulse-io/server';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NewMockEvent } from '../events/mock-event.js';
import { createMockEvents, type MockEventLog } from '../events/mock-events.js';
import { printEntries } from './print-entries.js';

const EVIL = '\u001b[2Jred\u009b31m\r\nfake line\u202e';
const request = (given: Partial<Extract<NewMockEvent, { kind: 'request' }>> = {}): NewMockEvent => ({
  kind: 'request',
  method: 'GET',
  path: '/v1/feeds/user%3Amaya',
  route: 'listActivities',
  user: 'maya',
  status: 200,
  code: null,
  ms: 1.25,
  requestId: 'r1',
  ...given,
});

describe('the lines of the command', () => {
  let log: MockEventLog;
  beforeEach(() => {
    log = createMockEvents(systemClock);
  });

  function print(format: 'lines' | 'json', events: NewMockEvent[], colours = false): string {
    const out = Object.assign(new PassThrough(), { hasColors: () => colours });
    const stop = printEntries(log, out, format);
    for (const event of events) log.add(event);
    stop();
    return out.read()?.toString() ?? '';
  }

  it('tell of a call when, what, how it ended, how long it took, and whose it was', () => {
    const [line] = print('lines', [request({ status: 429, code: 'rate_limited' })]).split('\n');
    expect(line).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} {2}GET {5}429 +1\.3 ms {2}\/v1\/feeds\/user:maya {2}maya {2}rate_limited$/,
    );
  });

  it('tell of events, sockets and faults, and not of frames', () => {
    const event = {
      ch: 'feed:user:maya',
      epoch: 'e',
      offset: 7,
      id: 'i',
      type: 'feed.activity.removed',
      ts: 't',
      data: {},
    };
    const lines = print('lines', [
      { kind: 'event', event } as unknown as NewMockEvent,
      { kind: 'socket', socket: 3, user: null, state: 'opened' },
      { kind: 'socket', socket: 3, user: 'maya', state: 'connected' },
      { kind: 'socket', socket: 3, user: 'maya', state: 'closed', code: 1006 },
      { kind: 'frame', socket: 3, user: 'maya', direction: 'in', text: '{}', frame: null },
      { kind: 'fault', fault: 'cut the answer', target: 'GET /v1/health' },
      request({ status: 0 }),
    ]);
    expect(lines.split('\n').map((line) => line.slice(14))).toEqual([
      'event   feed:user:maya  #7  feed.activity.removed',
      'socket  #3  connected  maya',
      'socket  #3  closed 1006  maya',
      'fault   cut the answer  GET /v1/health',
      'GET     ---     1.3 ms  /v1/feeds/user:maya  maya  broken off',
      '',
    ]);
  });

  it('are coloured by how it ended where the terminal has colours, and plain elsewhere', () => {
    const red = print('lines', [request({ status: 503, code: 'unavailable' })], true);
    expect(red).toContain('\u001b[31m503\u001b[39m');
    expect(print('lines', [request()], true)).toContain('\u001b[32m200\u001b[39m');
    expect(print('lines', [request()])).not.toContain('\u001b');
  });

  it.each(['lines', 'json'] as const)('%s let nothing through that a terminal obeys', (format) => {
    const text = print(format, [
      request({ user: EVIL, path: `/v1/${EVIL}` }),
      { kind: 'socket', socket: 1, user: EVIL, state: 'closed', code: 4000, reason: EVIL },
      { kind: 'fault', fault: 'cut the answer', target: EVIL },
    ]);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
    expect(text.split('\n')).toHaveLength(4);
  });

  it('are JSON where it is asked for, as in the log', () => {
    const [first, second] = print('json', [request({ user: EVIL }), request({ status: 404, code: 'not_found' })])
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect([first, second]).toEqual(log.all());
  });

  it('never show credentials that somebody put into an address', () => {
    const path = '/v1/health?token=eyJ.abc&x=1&api_key=k&X-Pulse-Secret=pulse_secret_1';
    for (const format of ['lines', 'json'] as const) {
      const text = print(format, [request({ path }), { kind: 'fault', fault: 'wait 5 ms', target: `GET ${path}` }]);
      expect(text).toContain('token=…&x=1&api_key=…&X-Pulse-Secret=…');
      expect(text).not.toMatch(/eyJ|pulse_secret/);
    }
  });

  it('end when nobody reads them any more', () => {
    const out = new PassThrough();
    printEntries(log, out, 'lines');
    out.emit('error', new Error('EPIPE'));
    log.add(request());
    expect(out.read()).toBeNull();
  });
});
