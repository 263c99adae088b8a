import type { Problem } from '@pulse-io/protocol';
import { openSqlite } from '@pulse-io/server/node';
import { createWebSocket } from '../in-process/create-web-socket.js';
import { createMockBackend, type MockBackend, type MockBackendOptions } from '../mock-backend.js';

export const startMock = (options: Partial<MockBackendOptions> = {}): Promise<MockBackend> =>
  createMockBackend({ openStorage: () => openSqlite(), devMode: true, ...options });

/** Calls the controls in process, with JSON where there is a body. */
export function control(
  mock: MockBackend,
  line: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const [method = '', path = ''] = line.split(' ');
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  return mock.fetch(
    new Request(new URL(`/__mock${path}`, 'http://localhost:8081'), {
      method,
      headers: { ...json, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
}

export const read = async <Answer>(mock: MockBackend, line: string): Promise<Answer> =>
  (await (await control(mock, line)).json()) as Answer;

/** Status, code and detail of a refusal, which must be a whole problem document. */
export async function refusal(response: Response) {
  const problem = (await response.json()) as Problem;
  if (response.headers.get('content-type') !== 'application/problem+json') throw new Error('This is no problem.');
  if (problem.requestId !== response.headers.get('x-request-id')) throw new Error('The request id is not told.');
  return { status: response.status, code: problem.code, detail: problem.detail, param: problem.param };
}

/** Calls the API as the app's server. */
export const call = (mock: MockBackend, method: string, path: string, body?: unknown): Promise<Response> =>
  mock.fetch(
    new Request(new URL(path, 'http://localhost:8081'), {
      method,
      headers: {
        'x-pulse-key': mock.apiKey,
        'x-pulse-secret': mock.apiSecret,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );

/** A socket of a user that is let in; `closed` resolves with its close code. */
export async function connect(mock: MockBackend, identity: string) {
  const { token } = (await (await call(mock, 'POST', '/v1/tokens/create', { identity })).json()) as { token: string };
  const socket = new (createWebSocket(mock))('ws://localhost:8081/v1/realtime', 'pulse.v1.json');
  const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)));
  socket.addEventListener('open', () => socket.send(JSON.stringify({ id: 1, connect: { key: mock.apiKey, token } })));
  await mock.events.waitFor(
    (entry) => entry.kind === 'socket' && entry.state === 'connected' && entry.user === identity,
  );
  return { socket, closed };
}
