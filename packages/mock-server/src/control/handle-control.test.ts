import type { Page } from '@pulse-io/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MockBackend } from '../mock-backend.js';
import { call, connect, control, read, refusal, startMock } from './control.test-kit.js';

describe('the controls over HTTP', () => {
  let mock: MockBackend;
  beforeEach(async () => {
    mock = await startMock();
  });
  afterEach(() => mock.close());

  const POST = { actor: 'user:maya', verb: 'post', object: 'note:1' };
  const post = () => call(mock, 'POST', '/v1/feeds/user:maya/activities', POST);
  const count = async () =>
    ((await (await call(mock, 'GET', '/v1/feeds/user:maya')).json()) as Page<unknown>).data.length;

  it('puts a fault in force, tells what is left of it, and takes it away', async () => {
    const added = await control(mock, 'POST /faults', {
      kind: 'fail',
      route: 'addActivity',
      code: 'rate_limited',
      times: 2,
    });
    expect(added.status).toBe(201);
    expect(await added.json()).toMatchObject({ id: 1, fault: { kind: 'fail', code: 'rate_limited' }, remaining: 2 });
    expect((await post()).status).toBe(429);
    expect(await read(mock, 'GET /faults')).toMatchObject({ data: [{ id: 1, remaining: 1 }] });
    expect((await control(mock, 'DELETE /faults/1')).status).toBe(204);
    expect((await post()).status).toBe(201);
    expect(await refusal(await control(mock, 'DELETE /faults/1'))).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('takes all faults away', async () => {
    mock.faults.add({ kind: 'drop' });
    mock.faults.add({ kind: 'frames', effect: 'lose' });
    expect((await control(mock, 'DELETE /faults')).status).toBe(204);
    expect(mock.faults.list()).toEqual([]);
  });

  it('lists what happened, after a place and by kind, and forgets it', async () => {
    await post();
    const all = await read<{ data: { seq: number; kind: string }[] }>(mock, 'GET /events');
    expect(all.data.map(({ kind }) => kind).sort()).toEqual(['event', 'request']);
    const after = all.data[0]?.seq;
    expect((await read<typeof all>(mock, `GET /events?after=${after}`)).data).toEqual(all.data.slice(1));
    expect((await read<typeof all>(mock, 'GET /events?kind=event,socket')).data.map(({ kind }) => kind)).toEqual([
      'event',
    ]);
    expect((await control(mock, 'DELETE /events')).status).toBe(204);
    expect(await read(mock, 'GET /events')).toEqual({ data: [] });
  });

  it('does not note its own calls', async () => {
    await read(mock, 'GET /clock');
    expect(mock.events.all()).toEqual([]);
  });

  it('lists sockets and drops those of a user, or one alone', async () => {
    const [maya, leo] = [await connect(mock, 'maya'), await connect(mock, 'leo')];
    expect(await read(mock, 'GET /sockets')).toEqual({
      data: [
        { socket: 1, user: 'maya', halfOpen: false },
        { socket: 2, user: 'leo', halfOpen: false },
      ],
    });
    expect(await (await control(mock, 'POST /sockets/drop', { user: 'maya' })).json()).toEqual({ sockets: 1 });
    expect(await maya.closed).toBe(1006);
    const gone = await control(mock, 'POST /sockets/drop', { socket: 2, code: 4001 });
    expect(await gone.json()).toEqual({ sockets: 1 });
    expect(await leo.closed).toBe(4001);
    await expect.poll(() => read(mock, 'GET /sockets')).toEqual({ data: [] });
  });

  it('holds a socket half open, and lets it be dropped then', async () => {
    const { closed } = await connect(mock, 'maya');
    expect(await (await control(mock, 'POST /sockets/half-open', {})).json()).toEqual({ sockets: 1 });
    expect(await read(mock, 'GET /sockets')).toMatchObject({ data: [{ halfOpen: true }] });
    await control(mock, 'POST /sockets/drop');
    expect(await closed).toBe(1006);
  });

  it('lets tokens expire', async () => {
    const { closed } = await connect(mock, 'maya');
    expect(await (await control(mock, 'POST /tokens/expire', { user: 'maya' })).json()).toEqual({ sockets: 1 });
    expect(await closed).toBe(4005);
  });

  it('moves, sets, freezes and resumes the clock', async () => {
    const clock = async (body: object) => (await (await control(mock, 'POST /clock', body)).json()) as { now: string };
    const frozen = await clock({ freeze: true });
    expect(frozen).toEqual({ now: new Date(mock.clock.now()).toISOString(), frozen: true });
    const later = await clock({ advanceMs: 90_000 });
    expect(new Date(later.now).getTime() - new Date(frozen.now).getTime()).toBe(90_000);
    const soon = new Date(mock.clock.now() + 600_000).toISOString();
    expect(await clock({ now: soon.replace('Z', '+00:00') })).toEqual({ now: soon, frozen: true });
    expect(await read(mock, 'GET /clock')).toEqual({ now: soon, frozen: true });
    expect(await clock({ resume: true })).toMatchObject({ frozen: false });
  });

  it('seeds, resets with another scenario and restarts', async () => {
    const { data } = await read<{ data: { name: string }[] }>(mock, 'GET /scenarios');
    expect(data.map(({ name }) => name)).toContain('quickstart');
    await post();
    expect((await control(mock, 'POST /restart', { crash: true })).status).toBe(204);
    expect(await count()).toBe(1);
    expect((await control(mock, 'POST /reset')).status).toBe(204);
    expect(await count()).toBe(0);
    expect((await control(mock, 'POST /scenarios', { name: 'quickstart' })).status).toBe(204);
    const seeded = await (await call(mock, 'GET', '/v1/feeds/user:nora')).json();
    expect((seeded as Page<unknown>).data.length).toBeGreaterThan(0);
    expect((await control(mock, 'POST /reset', { scenario: 'empty' })).status).toBe(204);
    expect(await (await call(mock, 'GET', '/v1/feeds/user:nora')).json()).toMatchObject({ data: [] });
  });

  it.each<[string, unknown, object]>([
    [
      'POST /faults',
      { kind: 'explode' },
      { code: 'invalid_request', param: 'kind', detail: expect.stringContaining('Known are: fail, latency') },
    ],
    [
      'POST /faults',
      { kind: 'fail', route: 'bake' },
      { code: 'invalid_request', param: 'route', detail: expect.stringContaining('addActivity') },
    ],
    [
      'POST /faults',
      { kind: 'fail', code: 'tired' },
      { code: 'invalid_request', param: 'code', detail: expect.stringContaining('rate_limited') },
    ],
    ['POST /faults', { kind: 'fail', colour: 1 }, { param: 'colour' }],
    ['POST /faults', [], { code: 'invalid_request' }],
    ['POST /faults', undefined, { code: 'invalid_request', param: 'kind' }],
    ['POST /faults', '{"kind":', { code: 'invalid_json' }],
    [
      'GET /events?kind=rain',
      undefined,
      { code: 'invalid_request', param: 'kind', detail: expect.stringContaining('socket, frame') },
    ],
    ['GET /events?after=soon', undefined, { code: 'invalid_request', param: 'after' }],
    ['GET /events?colour=1', undefined, { code: 'unknown_field', param: 'colour' }],
    ['GET /events/stream?kind=', undefined, { code: 'invalid_request' }],
    ['POST /sockets/drop', { who: 'maya' }, { code: 'unknown_field', param: 'who' }],
    ['POST /sockets/drop', { user: 'two words' }, { code: 'invalid_request', param: 'user' }],
    ['POST /sockets/drop', { code: 1006 }, { code: 'invalid_request', param: 'code' }],
    ['POST /sockets/half-open', { code: 4000 }, { code: 'unknown_field', param: 'code' }],
    ['POST /tokens/expire', { user: 7 }, { code: 'invalid_request', param: 'user' }],
    ['POST /clock', {}, { code: 'invalid_request' }],
    ['POST /clock', { freeze: true, resume: true }, { code: 'invalid_request' }],
    ['POST /clock', { advanceMs: -1 }, { code: 'invalid_request', param: 'advanceMs' }],
    [
      'POST /clock',
      { now: '1999-01-01T00:00:00Z' },
      { code: 'invalid_request', detail: expect.stringContaining('has gone') },
    ],
    ['POST /clock', { now: '2099-01-01T00:00:00Z' }, { code: 'invalid_request', param: 'now' }],
    ['POST /clock', { now: 'noon' }, { code: 'invalid_request', param: 'now' }],
    [
      'POST /reset',
      { scenario: 'quickstert' },
      { code: 'invalid_request', param: 'scenario', detail: expect.stringMatching(/mean quickstart\? Known are:/) },
    ],
    [
      'POST /scenarios',
      { name: 'none' },
      { code: 'invalid_request', param: 'name', detail: expect.stringContaining('quickstart') },
    ],
    ['POST /scenarios', {}, { code: 'invalid_request', param: 'name' }],
    ['POST /restart', { keepData: 'yes' }, { code: 'invalid_request', param: 'keepData' }],
  ])('refuses %s with %j', async (line, body, expected) => {
    expect(await refusal(await control(mock, line, body))).toMatchObject({ status: 400, ...expected });
  });

  it.each([
    ['PUT /faults', 'GET, POST, DELETE'],
    ['GET /faults/1', 'DELETE'],
    ['OPTIONS /reset', 'POST'],
    ['POST ', 'GET'],
  ])('answers %s with the methods that there are', async (line, allow) => {
    const response = await control(mock, line);
    expect(response.headers.get('allow')).toBe(allow);
    expect(await refusal(response)).toMatchObject({ status: 405, code: 'method_not_allowed' });
  });

  it('names the paths that there are', async () => {
    const { status, detail } = await refusal(await control(mock, 'GET /fault'));
    expect({ status, detail }).toEqual({ status: 404, detail: expect.stringContaining('/__mock/faults/:id') });
    // A path of the app's own that begins alike is the backend's.
    const other = await mock.fetch(new Request('http://localhost:8081/__mocks'));
    expect(await other.json()).toMatchObject({
      code: 'not_found',
      detail: expect.not.stringContaining('/__mock/faults'),
    });
  });

  it('takes bodies as JSON alone, and small ones', async () => {
    const plain = await control(mock, 'POST /reset', '{}', { 'content-type': 'text/plain' });
    expect(await refusal(plain)).toMatchObject({ status: 415 });
    const long = await control(mock, 'POST /faults', `"${'x'.repeat(300_000)}"`);
    expect(await refusal(long)).toMatchObject({ status: 413 });
    const proto = await control(mock, 'POST /faults', '{"__proto__":{"kind":"fail"}}');
    expect(await refusal(proto)).toMatchObject({ status: 400, code: 'invalid_request' });
  });

  it('echoes a request id', async () => {
    const response = await control(mock, 'GET /nowhere', undefined, { 'x-request-id': 'mine-1' });
    expect(await response.json()).toMatchObject({ requestId: 'mine-1' });
  });
});
