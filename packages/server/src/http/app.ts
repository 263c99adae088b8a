import { type Operation, ROUTES, type Route, readRoute } from '@pulse-io/protocol';
import { ROUTE_SCHEMAS, type RouteSchema } from '@pulse-io/protocol/schemas';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { ApiError, notFound } from '../api-error.js';
import type { Caller } from '../caller.js';
import { createContext } from '../context.js';
import type { Services } from '../services.js';
import type { Authenticate } from './authenticate.js';
import type { Finishers, Handlers, Result } from './handler.js';
import { createIdempotency } from './idempotency.js';
import { limitRate, type RateLimits } from './limit-rate.js';
import { problemResponse, toApiError } from './problems.js';
import type { RateLimiter } from './rate-limits.js';
import { requestIdOf } from './request-id.js';
import type { RunningCalls } from './running-calls.js';
import { takeBody } from './take-body.js';
import { validate } from './validate.js';

export interface AppOptions {
  services: Services;
  authenticate: Authenticate;
  handlers: Handlers;
  finishers: Finishers;
  limiter: RateLimiter;
  rateLimits: RateLimits;
  running: RunningCalls;
  /** The API reference as HTML. */
  reference: () => string;
}

/** What is known of a call beside its request. */
export interface CallInfo {
  /** The caller's address, for the limit of calls without credentials. */
  ip: string;
}

export type App = (request: Request, info: CallInfo) => Promise<Response>;

/** The HTTP half: every route of the protocol's table, walked the same way. */
export function createApp({
  services,
  authenticate,
  handlers,
  finishers,
  limiter,
  rateLimits,
  running,
  reference,
}: AppOptions): App {
  const once = createIdempotency(services);
  const app = new Hono<{ Bindings: CallInfo }>({
    getPath: (request) => new URL(request.url).pathname.replace(/^\/api(?=\/v1\/)/, ''),
  });

  app.use(
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
      // No X-Pulse-Secret: a page must not hold it.
      allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'X-Pulse-Key', 'X-Request-Id'],
      exposeHeaders: [
        'Content-Disposition',
        'Content-Range',
        'Date',
        'ETag',
        'Idempotent-Replayed',
        'RateLimit',
        'RateLimit-Policy',
        'Retry-After',
        'X-Request-Id',
      ],
      maxAge: 86_400,
    }),
  );

  async function identify(request: Request, route: Route, ip: string, headers: Headers) {
    const bearer = request.headers.get('authorization');
    const token = bearer === null ? undefined : /^Bearer +(\S+)$/i.exec(bearer)?.[1];
    try {
      if (bearer !== null && token === undefined) {
        throw new ApiError('invalid_token', 'Send the user token as Authorization: Bearer <token>.');
      }
      const who = await authenticate({
        key: request.headers.get('x-pulse-key') ?? undefined,
        secret: request.headers.get('x-pulse-secret') ?? undefined,
        token,
      });
      const [policy, name] =
        who.caller.kind === 'key' ? (['anonymous', ip] as const) : (['project', who.projectId] as const);
      limitRate(limiter, rateLimits, policy, name, headers);
      requireCaller(route, who.caller);
      return who;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401 && !headers.has('ratelimit'))
        limitRate(limiter, rateLimits, 'anonymous', ip, headers);
      throw error;
    }
  }

  async function answer<Op extends Operation>(
    operation: Op,
    route: Route,
    request: Request,
    params: Record<string, string>,
    ip: string,
    headers: Headers,
  ) {
    const open = route.callers.includes('anyone');
    // Whoever watches over the server asks often, and from one address.
    if (open && operation !== 'getHealth') {
      limitRate(limiter, rateLimits, isFile(operation) ? 'files' : 'anonymous', ip, headers);
    }
    const who = open
      ? { projectId: '', caller: { kind: 'anyone' } as const }
      : await identify(request, route, ip, headers);
    const query = readQuery(request);
    const body = await takeBody(request, operation, services.uploads.maxBytes);
    try {
      const input = validate(operation, { params, query, body: body.value });
      const ctx = createContext(services, who.projectId, who.caller);
      const finish = (result: Result<Op>) => finishers[operation](ctx, result, request);
      const key = route.keyed ? request.headers.get('idempotency-key') : null;
      if (key === null) return await finish(await handlers[operation](ctx, input, request));
      const line = `${route.method} ${operation} ${JSON.stringify([params, query])}`;
      const call = { key, request: async () => `${line}\n${await body.digest()}` };
      const result = await once(ctx, call, (keyed) => handlers[operation](keyed, input, request));
      if (result.replayed) headers.set('idempotent-replayed', 'true');
      return await finish(result.answer);
    } finally {
      body.release();
    }
  }

  const routes = (Object.keys(ROUTES) as Operation[]).map((operation) => ({ operation, ...readRoute(operation) }));
  for (const { operation, ...route } of routes) {
    const { status = 200 }: RouteSchema = ROUTE_SCHEMAS[operation];
    app.on(route.method, route.path, (c) =>
      respond(c.req.raw, async (headers) => {
        const params = c.req.param() as Record<string, string>;
        const result = await answer(operation, route, c.req.raw, params, c.env.ip, headers);
        if (isResponse(result)) return withHeaders(result, headers);
        headers.set('content-type', 'application/json');
        return new Response(JSON.stringify(result), { status, headers });
      }),
    );
  }
  for (const [path, group] of Map.groupBy(routes, (route) => route.path)) {
    app.all(path, (c) =>
      respond(c.req.raw, async (headers) => {
        headers.set('allow', group.map((route) => route.method).join(', '));
        throw new ApiError('method_not_allowed', `This path answers ${headers.get('allow')}.`);
      }),
    );
  }
  app.get('/', (c) => c.redirect('/docs'));
  app.get('/docs', (c) => c.html(reference()));
  app.notFound((c) =>
    respond(c.req.raw, async () => {
      throw notFound(`The path ${new URL(c.req.url).pathname}`);
    }),
  );

  async function respond(request: Request, work: (headers: Headers) => Promise<Response>): Promise<Response> {
    const requestId = requestIdOf(request, services.nextId);
    const headers = new Headers({
      'x-request-id': requestId,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    try {
      return await running.run(() => work(headers));
    } catch (error) {
      return problemResponse(toApiError(error, services, requestId), requestId, headers);
    }
  }

  return async (request, info) => app.fetch(request, info);
}

function requireCaller(route: Route, { kind }: Caller): void {
  if ((route.callers as readonly string[]).includes(kind)) return;
  if (kind === 'key') {
    throw new ApiError(
      'unauthenticated',
      'Send a user token in Authorization, or from a server the secret in X-Pulse-Secret.',
    );
  }
  throw new ApiError('forbidden', `This call is for ${route.callers.join(' and ')} credentials.`);
}

const isFile = (operation: Operation): boolean => {
  const { raw }: RouteSchema = ROUTE_SCHEMAS[operation];
  return raw === 'response';
};

const isResponse = (result: unknown): result is Response => result instanceof Response;

/** An answer with the fields that all answers have; where both speak, its own word counts. */
function withHeaders(response: Response, common: Headers): Response {
  const headers = new Headers(common);
  for (const [name, value] of response.headers) headers.set(name, value);
  return new Response(response.body, { status: response.status, headers });
}

/** Each name once: which of two values was meant is not ours to guess. */
function readQuery(request: Request): Record<string, string> {
  const pairs = [...new URL(request.url).searchParams];
  const twice = pairs.find(([name], at) => pairs.findIndex(([other]) => other === name) !== at)?.[0];
  if (twice === undefined) return Object.fromEntries(pairs);
  throw new ApiError('invalid_request', `${twice} stands more than once in the query.`, { param: twice });
}
