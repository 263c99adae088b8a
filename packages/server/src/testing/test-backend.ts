import type { Problem, UserToken } from '@pulse-io/protocol';
import { type Backend, type BackendOptions, createBackend } from '../create-backend.js';
import type { ProjectCredentials } from '../projects/projects.js';
import type { Storage } from '../storage/storage.js';
import { type EngineName, openTestStorage } from './engines.js';

/** How a call is made: by a project's server, by one of its users, with a bare key, or with other headers. */
export interface CallOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Reply<T> {
  status: number;
  headers: Headers;
  body: T;
}

export type Call = <T = Problem>(method: string, path: string, options?: CallOptions) => Promise<Reply<T>>;

export interface TestProject extends ProjectCredentials {
  server: Call;
  /** Calls as a user, with a token of its own. */
  user(identity: string, grants?: Record<string, unknown>): Promise<Call & { token: string }>;
}

export interface TestBackend {
  backend: Backend;
  storage: Storage;
  /** Two projects that must never meet. */
  a: TestProject;
  b: TestProject;
  call: Call;
  dispose(): Promise<void>;
}

export const quietLogger = { warn: () => {}, error: () => {} };

/** A backend on an empty storage, with two projects and without rate limits. */
export async function createTestBackend(
  engine: EngineName = 'memory',
  options: Partial<BackendOptions> = {},
): Promise<TestBackend> {
  const { storage, dispose } = await openTestStorage(engine);
  const backend = await createBackend({
    storage,
    pepper: 'test-pepper-of-at-least-32-characters',
    tokens: { key: { id: 'pulse', secret: 'test-token-secret-of-32-bytes-xx' } },
    logger: quietLogger,
    rateLimits: { project: null, anonymous: null, files: null },
    ...options,
  });
  const call = caller(backend, {});
  return {
    backend,
    storage,
    a: await createTestProject(backend, 'a'),
    b: await createTestProject(backend, 'b'),
    call,
    async dispose() {
      await backend.close();
      await dispose();
    },
  };
}

async function createTestProject(backend: Backend, name: string): Promise<TestProject> {
  const project = await backend.projects.create({ name });
  const server = caller(backend, { 'x-pulse-key': project.apiKey, 'x-pulse-secret': project.apiSecret });
  return {
    ...project,
    server,
    async user(identity, grants = {}) {
      const { body } = await server<UserToken>('POST', '/v1/tokens/create', { body: { identity, ...grants } });
      const call = caller(backend, { 'x-pulse-key': project.apiKey, authorization: `Bearer ${body.token}` });
      return Object.assign(call, { token: body.token });
    },
  };
}

/** Makes calls with some headers; a string body is sent as it is. */
export function caller(backend: Backend, credentials: Record<string, string>): Call {
  return async <T>(method: string, path: string, { body, headers = {} }: CallOptions = {}) => {
    const response = await backend.fetch(
      new Request(new URL(path, 'http://pulse.test'), {
        method,
        headers: { ...credentials, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    const json: unknown = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body: json as T };
  };
}
