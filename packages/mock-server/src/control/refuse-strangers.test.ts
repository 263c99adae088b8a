import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MockBackend } from '../mock-backend.js';
import { control, refusal, startMock } from './control.test-kit.js';

describe('who may drive the mock', () => {
  let mock: MockBackend;
  beforeEach(async () => {
    mock = await startMock();
  });
  afterEach(() => mock.close());

  it('nobody outside dev mode', async () => {
    const real = await startMock({ devMode: false });
    for (const line of ['GET ', 'GET /events/stream', 'POST /reset', 'GET /nowhere']) {
      expect(await refusal(await control(real, line))).toMatchObject({ status: 403, code: 'dev_mode_only' });
    }
    await real.close();
  });

  it.each([
    ['a page of another origin', { origin: 'http://evil.example' }],
    ['another port of this machine', { origin: 'http://localhost:5173' }],
    ['a sandboxed page', { origin: 'null' }],
    ['an image or script of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    [
      'a frame of another site',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    ],
  ])('not %s', async (_, headers) => {
    for (const line of ['GET /events', 'POST /reset', 'GET ']) {
      const response = await control(mock, line, undefined, headers);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(await refusal(response)).toMatchObject({ status: 403, code: 'forbidden' });
    }
  });

  it('not a name that a stranger made to lead here', async () => {
    for (const name of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example']) {
      const response = await mock.fetch(new Request(`http://${name}:8081/__mock/events`));
      expect(await refusal(response)).toMatchObject({ status: 403, detail: expect.stringContaining(name) });
    }
  });

  it.each(['localhost', 'app.localhost', '127.0.0.1', '[::1]', '192.168.1.7', 'mock', 'studio.local'])(
    'whoever calls it %s, from a terminal or its own page',
    async (name) => {
      const address = `http://${name}:8081/__mock/clock`;
      expect((await mock.fetch(new Request(address))).status).toBe(200);
      const own = { origin: `http://${name}:8081`, 'sec-fetch-site': 'same-origin' };
      expect((await mock.fetch(new Request(address, { headers: own }))).status).toBe(200);
    },
  );

  it('whoever follows a link to the page', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    const response = await control(mock, 'GET ', undefined, headers);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });
});
