import { type Operation, ROUTES, readRoute } from '@pulse-io/protocol';
import { casesOf } from '../case.js';
import { expectEqual, expectThat } from '../expectations.js';
import { expectProblem } from '../http/caller.js';
import { failExchange } from '../http/exchange.js';

const list = (field: string | null): string[] => (field ?? '').split(',').map((part) => part.trim().toLowerCase());

/** What stands around the API. */
export const httpCases = casesOf('errors', {
  'other-methods-are-refused': [
    'A method that a path does not answer is 405 `method_not_allowed`, and `Allow` names those that it does.',
    async ({ server, name }) => {
      const exchange = await server.send('PUT', `/v1/channels/${name()}`);
      expectProblem(exchange, 'method_not_allowed');
      const allowed = list(exchange.headers.get('allow'));
      for (const method of ['get', 'patch', 'delete']) {
        if (!allowed.includes(method)) failExchange(exchange, `Allow to name ${method.toUpperCase()}`);
      }
      expectProblem(await server.send('DELETE', '/v1/tokens/create'), 'method_not_allowed');
    },
  ],
  'api-prefix-answers-the-same': [
    'Under `/api/v1` everything answers as under `/v1`.',
    async ({ server, anyone, name }) => {
      anyone.take('getHealth', await anyone.send('GET', '/api/v1/health'));
      const path = `/feeds/user:${name()}/activities`;
      const request = {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ actor: 'x', verb: 'post', object: 'x' }),
      };
      server.take('addActivity', await server.send('POST', `/api/v1${path}`, request), {
        params: { feedId: decodeURIComponent(path.split('/')[2] ?? '') },
      });
      const feed = path.replace('/activities', '');
      const [short, long] = [await server.send('GET', `/v1${feed}`), await server.send('GET', `/api/v1${feed}`)];
      expectEqual(long.json, short.json, 'the answer under /api/v1');
      expectProblem(await server.send('PUT', `/api/v1${feed}`), 'method_not_allowed');
      expectProblem(await server.send('GET', `/api/v1/${name()}`), 'not_found');
    },
  ],
  'health-is-told-to-anybody': [
    '`GET /v1/health` answers without credentials, with the time of the server.',
    async ({ anyone }) => {
      const { time } = await anyone.ok('getHealth', {});
      expectThat(Math.abs(Date.parse(time) - Date.now()) < 24 * 3600 * 1000, `a time near to now, not ${time}`);
    },
  ],
  'openapi-describes-every-route': [
    '`GET /v1/openapi.json` is an OpenAPI 3.1 document in which every route of the protocol stands.',
    async ({ anyone }) => {
      const document = (await anyone.ok('getOpenApi', {})) as { openapi: string; paths?: Record<string, object> };
      expectThat(document.openapi.startsWith('3.1.'), `the version 3.1, not ${document.openapi}`);
      for (const operation of Object.keys(ROUTES) as Operation[]) {
        const { method, path } = readRoute(operation);
        const item = document.paths?.[path.replaceAll(/:(\w+)/g, '{$1}')];
        expectThat(item !== undefined && method.toLowerCase() in item, `the document to have ${method} ${path}`);
      }
    },
  ],
  'reference-is-a-page': [
    '`GET /docs` is a page for people, in HTML.',
    async ({ anyone }) => {
      const exchange = await anyone.fetch('GET', '/docs');
      const type = exchange.headers.get('content-type') ?? '';
      if (exchange.status !== 200 || !type.startsWith('text/html')) failExchange(exchange, '200 and text/html');
    },
  ],
  'preflight-lets-pages-call': [
    'A preflight allows a page of any origin the methods of the API and the headers of user calls.',
    async ({ anyone, skip }) => {
      const headers = {
        origin: 'https://app.example',
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization,content-type,idempotency-key,x-pulse-key,x-request-id',
      };
      const kept = new Request('https://app.example', { headers }).headers.has('access-control-request-method');
      if (!kept) skip('here the browser alone sends preflights');
      const exchange = await anyone.fetch('OPTIONS', '/v1/channels', { headers });
      const { headers: answer } = exchange;
      if (exchange.status !== 204 && exchange.status !== 200) failExchange(exchange, '204');
      const origin = answer.get('access-control-allow-origin') ?? 'nothing';
      expectThat(['*', headers.origin].includes(origin), `Access-Control-Allow-Origin *, not ${origin}`);
      const methods = list(answer.get('access-control-allow-methods'));
      for (const method of ['get', 'post', 'patch', 'delete']) {
        expectThat(methods.includes(method), `Access-Control-Allow-Methods to name ${method}`);
      }
      const allowed = list(answer.get('access-control-allow-headers'));
      for (const name of list(headers['access-control-request-headers'])) {
        expectThat(allowed.includes(name), `Access-Control-Allow-Headers to name ${name}`);
      }
      expectThat(!allowed.includes('x-pulse-secret'), 'no page to be allowed X-Pulse-Secret, which it must not hold');
    },
  ],
  'answers-are-for-pages-too': [
    'Answers and errors carry the fields of CORS, and let a page read `X-Request-Id` and `Retry-After`.',
    async ({ anyone, skip, name }) => {
      const headers = { origin: 'https://app.example' };
      if (!new Request('https://app.example', { headers }).headers.has('origin')) {
        skip('here the browser alone says which page asks');
      }
      for (const path of ['/v1/health', `/v1/channels/${name()}`]) {
        const exchange = await anyone.send('GET', path, { headers });
        const origin = exchange.headers.get('access-control-allow-origin') ?? 'nothing';
        if (!['*', headers.origin].includes(origin)) failExchange(exchange, 'Access-Control-Allow-Origin');
        const exposed = list(exchange.headers.get('access-control-expose-headers'));
        for (const field of ['x-request-id', 'retry-after']) {
          if (!exposed.includes(field)) failExchange(exchange, `Access-Control-Expose-Headers to name ${field}`);
        }
      }
    },
  ],
});
