import { describe, expect, test } from 'vitest';
import type { Route } from './route.js';
import { ROUTE_SCHEMAS, type RouteSchema } from './route-schemas.js';
import { type Operation, ROUTES, readRoute } from './routes.js';
import { SUMMARIES } from './summaries.js';

interface Entry {
  operation: Operation;
  route: Route;
  schema: RouteSchema;
}

const operations = Object.keys(ROUTES) as Operation[];
const entries = operations.map(
  (operation): Entry => ({ operation, route: readRoute(operation), schema: ROUTE_SCHEMAS[operation] }),
);
const parametersOf = (path: string) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
const refusesUnknown = (schema: { safeParse(value: unknown): { error?: { issues: unknown } | undefined } }) =>
  JSON.stringify(schema.safeParse({ notInTheProtocol: 1 }).error?.issues ?? []).includes('unrecognized_keys');

describe('the routes', () => {
  test('are read from their lines', () => {
    expect(readRoute('addActivity')).toEqual({
      method: 'POST',
      path: '/v1/feeds/:feedId/activities',
      keyed: true,
      callers: ['user', 'server'],
    });
    expect(readRoute('createDevToken')).toMatchObject({ path: '/v1/tokens/dev', keyed: true, callers: ['key'] });
    expect(readRoute('validateToken')).toMatchObject({
      path: '/v1/tokens/validate',
      keyed: false,
      callers: ['server'],
    });
    expect(readRoute('getHealth')).toMatchObject({ method: 'GET', path: '/v1/health', callers: ['anyone'] });
  });

  test('each have schemas, and no schema is without a route', () => {
    expect(Object.keys(ROUTE_SCHEMAS).sort()).toEqual([...operations].sort());
  });

  test('are told apart by method and path', () => {
    const shapes = entries.map(({ route }) => `${route.method} ${route.path.replaceAll(/:\w+/g, ':')}`);
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  test.each(entries)('$operation has a schema for exactly the parameters of its path', ({ route, schema }) => {
    expect(Object.keys(schema.params?.shape ?? {})).toEqual(parametersOf(route.path));
  });

  test.each(entries)('$operation has a path of lower-case words', ({ route }) => {
    expect(route.path).toMatch(/^\/v1(\/(:[a-z][A-Za-z]*|[a-z]+(\.json)?))+$/);
  });

  test.each(entries)('$operation takes a body when it writes, and none when it reads', ({ route, schema }) => {
    if (route.method === 'GET') expect(schema.body).toBeUndefined();
    if (route.method === 'POST' || route.method === 'PATCH') expect(schema.body).toBeDefined();
    // A DELETE has no body that everything on the way passes on.
    if (/POST|PATCH/.test(route.method) && schema.raw !== 'body') expect(schema.query).toBeUndefined();
  });

  test.each(entries)('$operation can be repeated safely', ({ route, schema }) => {
    if (route.method === 'GET') expect(route.keyed).toBe(false);
    if (schema.status === 201) expect([route.method, route.keyed]).toEqual(['POST', true]);
  });

  test.each(entries)('$operation says who may call and what it does', ({ operation, route }) => {
    expect(new Set(route.callers).size).toBe(route.callers.length);
    expect(route.callers.length).toBeGreaterThan(0);
    if (route.callers.includes('anyone')) expect(route.callers).toEqual(['anyone']);
    expect(SUMMARIES[operation]).toMatch(/^[A-Z].*\.$/);
  });

  test.each(entries)('$operation refuses fields that it does not know', ({ schema }) => {
    const body = schema.raw === 'body' ? undefined : schema.body;
    for (const part of [schema.params, schema.query, body]) {
      if (part !== undefined) expect(refusesUnknown(part)).toBe(true);
    }
  });
});
