import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Operation, ROUTES, readRoute } from '@pulse-io/protocol';
import { ROUTE_SCHEMAS, type RouteSchema } from '@pulse-io/protocol/schemas';
import { describe, expect, test } from 'vitest';
import type { Method } from './openapi/document.js';
import { EXAMPLES, type Example } from './openapi/examples.js';
import { codesOf } from './openapi/problems.js';
import { createOpenApi } from './openapi.js';

const document = createOpenApi({ title: 'Pulse API', version: '1.2.3', serverUrl: 'https://pulse.test' });
const operations = Object.keys(ROUTES) as Operation[];
const operationObject = (operation: Operation) => {
  const { method, path } = readRoute(operation);
  return document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase() as Method];
};

const references = (value: unknown): string[] =>
  value === null || typeof value !== 'object'
    ? []
    : Object.entries(value).flatMap(([key, inner]) =>
        key === '$ref' && typeof inner === 'string' ? [inner] : references(inner),
      );

const resolve = (pointer: string): unknown =>
  pointer
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);

describe('createOpenApi', () => {
  test('passes the linter without an error or a warning', { timeout: 60_000 }, async () => {
    const root = fileURLToPath(new URL('../../../../', import.meta.url));
    const folder = await mkdtemp(join(tmpdir(), 'pulse-openapi-'));
    try {
      const file = join(folder, 'openapi.json');
      await writeFile(file, JSON.stringify(document));
      const cli = join(root, 'node_modules/@redocly/cli/bin/cli.js');
      const args = [cli, 'lint', file, '--config', join(root, 'redocly.yaml'), '--format', 'json'];
      const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
      const { stdout } = await promisify(execFile)(process.execPath, args, { env }).catch((error) => error);
      expect(JSON.parse(stdout)).toMatchObject({ totals: { errors: 0, warnings: 0 }, problems: [] });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test.each(operations)('describes %s with its caller, status and problems', (operation) => {
    const { status = 200 }: RouteSchema = ROUTE_SCHEMAS[operation];
    const described = operationObject(operation);
    expect(described?.operationId).toBe(operation);
    expect(described?.['x-pulse-callers']).toEqual(readRoute(operation).callers);
    expect(described?.responses[status]).toBeDefined();
    expect(described?.responses[429]).toBeDefined();
    expect(described?.['x-pulse-errors']).toEqual(codesOf(operation));
    expect(described?.requestBody !== undefined).toBe('body' in ROUTE_SCHEMAS[operation]);
  });

  test.each(operations)('gives every path parameter of %s a place in the path', (operation) => {
    const inPath = [...readRoute(operation).path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    const described = operationObject(operation)?.parameters.filter((one) => 'in' in one && one.in === 'path');
    expect(described?.map((one) => 'name' in one && one.name)).toEqual(inPath);
  });

  test.each(operations)('shows a call of %s that the protocol accepts', (operation) => {
    const schema: RouteSchema = ROUTE_SCHEMAS[operation];
    const example: Example = EXAMPLES[operation];
    expect(schema.body?.safeParse(example.body).error).toBeUndefined();
    expect(schema.response.safeParse(example.response).error).toBeUndefined();
  });

  test('asks for an Idempotency-Key exactly where calls are keyed', () => {
    const keyed = operations.filter((operation) =>
      references(operationObject(operation)?.parameters).includes('#/components/parameters/IdempotencyKey'),
    );
    expect(keyed).toEqual(operations.filter((operation) => readRoute(operation).keyed));
  });

  test('names the credentials of each kind of caller', () => {
    expect(operationObject('createToken')?.security).toEqual([{ ApiKey: [], ApiSecret: [] }]);
    expect(operationObject('createDevToken')?.security).toEqual([{ ApiKey: [] }]);
    expect(operationObject('follow')?.security).toEqual([
      { ApiKey: [], UserToken: [] },
      { ApiKey: [], ApiSecret: [] },
    ]);
    expect(operationObject('getHealth')?.security).toEqual([]);
  });

  test('has no reference that leads nowhere, and no component that nothing refers to', () => {
    const used = new Set(references(document));
    expect([...used].filter((pointer) => resolve(pointer) === undefined)).toEqual([]);
    const { securitySchemes: _, ...components } = document.components;
    const defined = Object.entries(components).flatMap(([kind, group]) =>
      Object.keys(group).map((name) => `#/components/${kind}/${name}`),
    );
    expect(defined.filter((pointer) => !used.has(pointer))).toEqual([]);
  });

  test('offers only what a caller may send in a body: no field beyond the known', () => {
    expect(document.components.schemas.NewActivity).toMatchObject({
      additionalProperties: false,
      required: ['actor', 'verb', 'object'],
    });
  });
});
