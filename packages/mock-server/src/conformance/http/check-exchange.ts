import { ERRORS } from '@pulse-io/protocol';
import { type Exchange, failExchange } from './exchange.js';

/** What holds of every answer of the API, whatever was asked. */
export function checkExchange(exchange: Exchange): void {
  const { headers, status, sent } = exchange;
  const requestId = headers.get('x-request-id');
  if (!requestId) failExchange(exchange, 'the header X-Request-Id in the answer');
  const asked = sent.headers.get('x-request-id');
  if (asked !== null && /^[\w-]{1,64}$/.test(asked) && asked !== requestId) {
    failExchange(exchange, `X-Request-Id to be ${asked}, as it was sent, and not ${requestId}`);
  }
  if (status >= 400) checkProblem(exchange, requestId);
}

const FIELDS = ['type', 'title', 'status', 'detail', 'code', 'param', 'errors', 'requestId', 'retryable'];

/** That an answer is a problem document of the closed list (RFC 9457). */
function checkProblem(exchange: Exchange, requestId: string | null): void {
  const { json, headers, status } = exchange;
  const fail = (expected: string) => failExchange(exchange, expected);
  const type = headers.get('content-type') ?? 'nothing';
  if (!/^application\/problem\+json\s*(;|$)/.test(type)) fail(`Content-Type application/problem+json, not ${type},`);
  if (json === null || typeof json !== 'object') fail('a problem document');
  const problem = json as Record<string, unknown>;
  const extra = Object.keys(problem).find((name) => !FIELDS.includes(name));
  if (extra !== undefined) fail(`a problem document without the unknown field ${extra}`);
  for (const name of ['type', 'title', 'detail', 'code', 'requestId']) {
    if (typeof problem[name] !== 'string' || problem[name] === '')
      fail(`a problem document with a text as its ${name}`);
  }
  if (!Object.hasOwn(ERRORS, String(problem.code))) fail(`a code of the closed list, not ${String(problem.code)},`);
  const rule = ERRORS[problem.code as keyof typeof ERRORS];
  if (rule.status !== status) fail(`status ${rule.status} with the code ${String(problem.code)}, not ${status},`);
  if (problem.status !== status) fail(`${status} as the status in the body too`);
  if (problem.retryable !== rule.retryable) fail(`retryable to be ${rule.retryable} with ${String(problem.code)}`);
  if (problem.requestId !== requestId) fail(`the requestId in the body to be that of X-Request-Id, ${requestId},`);
  if (problem.param !== undefined && typeof problem.param !== 'string') fail('param to be a text');
  if (problem.errors !== undefined && !isErrorList(problem.errors)) fail('errors to be a list of {param, detail}');
  if ((status === 429 || status === 503) && !/^\d+$/.test(headers.get('retry-after') ?? '')) {
    fail(`Retry-After in seconds with ${status}`);
  }
}

const isErrorList = (errors: unknown): boolean =>
  Array.isArray(errors) && errors.every(({ param, detail }) => typeof param === 'string' && typeof detail === 'string');
