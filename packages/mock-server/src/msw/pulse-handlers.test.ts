import { PulseClient } from '@pulse-io/client';
import { OWN_KEY_ID } from '@pulse-io/server';
import { setupServer } from 'msw/node';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { runConformance } from '../conformance.js';
import { DEV_TOKEN_SECRET } from '../dev-project.js';
import { pulseHandlers } from '../msw.js';
import type { PulseHandlers } from './create-handlers.js';
import { describeThroughMsw } from './through-msw.test-kit.js';

describeThroughMsw('Node');

describe('the handlers', () => {
  const running: { close(): void }[] = [];
  const listen = (pulse: PulseHandlers) => {
    const server = setupServer(...pulse);
    server.listen();
    running.push(server, pulse);
  };
  afterEach(async () => {
    for (const one of running.splice(0)) await one.close();
  });

  test('take calls and sockets that come before there is a backend, with faults of before', async () => {
    const pulse = pulseHandlers({ randomSeed: 1 });
    listen(pulse);
    pulse.faults.failNext('createDevToken');
    const { apiKey } = pulse;
    const maya = new PulseClient({ apiKey, identity: 'maya', retry: { baseMs: 1 } });
    running.push(maya);
    await maya.feeds.get('user:maya').watch();
    expect(maya.connection.state).toBe('connected');
    expect(pulse.events.requests('createDevToken').map(({ status }) => status)).toEqual([503, 201]);
  });

  test('are a server’s too: the secret opens a socket', async () => {
    const pulse = pulseHandlers({ scenario: 'quickstart' });
    listen(pulse);
    const server = new PulseClient({ apiKey: pulse.apiKey, apiSecret: pulse.apiSecret });
    running.push(server);
    server.presence.watch(['maya']);
    await vi.waitFor(() => expect(server.connection.state).toBe('connected'));
  });

  test('answer below a path', async () => {
    const pulse = pulseHandlers({ baseUrl: 'https://example.com/pulse/' });
    listen(pulse);
    const maya = new PulseClient({ apiKey: pulse.apiKey, identity: 'maya', baseUrl: 'https://example.com/pulse' });
    running.push(maya);
    const feed = maya.feeds.get('user:maya');
    await feed.watch();
    await feed.addActivity({ actor: 'user:maya', verb: 'post', object: 'Hello' });
    expect(feed.state.getSnapshot().activities).toHaveLength(1);
    expect(maya.connection.state).toBe('connected');
    await expect(fetch('https://example.com/pulses/v1/health')).rejects.toThrow();
  });

  test('know nothing of each other', async () => {
    const [one, other] = [pulseHandlers(), pulseHandlers({ baseUrl: 'http://localhost:8090' })];
    listen(Object.assign([...one, ...other], one));
    running.push(other);
    const { apiKey } = one;
    const [maya, leo] = [
      new PulseClient({ apiKey, identity: 'maya' }),
      new PulseClient({ apiKey, identity: 'leo', baseUrl: 'http://localhost:8090' }),
    ];
    running.push(maya, leo);
    await maya.feeds.get('user:maya').addActivity({ actor: 'user:maya', verb: 'post', object: 'Hello' });
    expect((await leo.feeds.get('user:maya').get()).data).toEqual([]);
  });

  test('keep to the protocol as any server must', async () => {
    const pulse = pulseHandlers();
    listen(pulse);
    const { apiKey, apiSecret } = pulse;
    const signingKey = { id: OWN_KEY_ID, secret: DEV_TOKEN_SECRET };
    const report = await runConformance({ baseUrl: 'http://localhost:8081', apiKey, apiSecret, signingKey });
    expect(report.results.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(report.passed).toBeGreaterThan(50);
  }, 60_000);

  test('refuse what cannot be', () => {
    expect(() => pulseHandlers({ scenario: 'nothing' })).toThrow('Known are: quickstart');
    expect(() => pulseHandlers({ persist: 'demo' })).toThrow('createMockServer({ data })');
    for (const baseUrl of ['', '/api', 'ftp://localhost', 'http://localhost?a=1']) {
      expect(() => pulseHandlers({ baseUrl })).toThrow(TypeError);
    }
  });

  test('say why there is no backend to every caller, and to the log once', async () => {
    const errors: string[] = [];
    const logger = { warn: () => {}, error: (message: string) => void errors.push(message) };
    const parts = () => Promise.reject(new Error('the seed is bad.'));
    const pulse = pulseHandlers({ logger, scenario: { name: 'bad', description: '', parts } });
    listen(pulse);
    const why = 'The backend in this page or test could not be started: the seed is bad.';
    const answers = await Promise.all([1, 2].map(async () => (await fetch('http://localhost:8081/v1/health')).json()));
    for (const answer of answers) expect(answer).toMatchObject({ code: 'internal_error', detail: why });
    const socket = new WebSocket('ws://localhost:8081/v1/realtime', 'pulse.v1.json');
    const { code, reason } = await new Promise<CloseEvent>((resolve) => socket.addEventListener('close', resolve));
    expect({ code, reason }).toEqual({ code: 1011, reason: why });
    await expect(pulse.reset()).rejects.toThrow('the seed is bad.');
    expect(errors).toEqual([why]);
  });

  test('answer no more when they are closed, started or not', async () => {
    const started = pulseHandlers();
    const idle = pulseHandlers({ baseUrl: 'http://localhost:8090' });
    listen(Object.assign([...started, ...idle], started));
    await fetch('http://localhost:8081/v1/health');
    await Promise.all([started.close(), started.close(), idle.close()]);
    expect((await fetch('http://localhost:8081/v1/health')).status).toBe(503);
    expect((await fetch('http://localhost:8090/v1/health')).status).toBe(500);
  });
});
