import { ERRORS, type ErrorCode, type Operation, type Problem, type Route, readRoute } from '@pulse-io/protocol';
import { ROUTE_SCHEMAS, type RouteSchema } from '@pulse-io/protocol/schemas';
import type { JsonSchema, Response } from './document.js';
import { headersOf } from './headers.js';

const PROBLEM_TYPE = 'application/problem+json';

const RESPONSE_NAMES: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthenticated',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  413: 'BodyTooLarge',
  415: 'UnsupportedMediaType',
  422: 'IdempotencyMismatch',
  429: 'RateLimited',
  500: 'InternalError',
  503: 'Unavailable',
};

/** The codes that a server can answer with; the others are raised by clients alone. */
const serverCodes = (Object.keys(ERRORS) as ErrorCode[]).filter((code) => ERRORS[code].status > 0);
const codesOfStatus = (status: number) => serverCodes.filter((code) => ERRORS[code].status === status);

export const problemSchema: JsonSchema = {
  type: 'object',
  description: 'Every error: an RFC 9457 problem document.',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId', 'retryable'],
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'Where the code is explained.' },
    title: { type: 'string', description: 'What the code means, always the same.' },
    status: { type: 'integer', description: 'The HTTP status.' },
    detail: { type: 'string', description: 'What could not be done this time, why, and what to do.' },
    code: { type: 'string', enum: serverCodes, description: 'What to act on.' },
    param: { type: 'string', description: 'The field that is to blame, as a dotted path.' },
    errors: {
      type: 'array',
      description: 'Every field that is to blame, where there is more than one.',
      items: {
        type: 'object',
        required: ['param', 'detail'],
        properties: { param: { type: 'string' }, detail: { type: 'string' } },
      },
    },
    requestId: { type: 'string', description: 'To be named when asking for help.' },
    retryable: { type: 'boolean', description: 'Whether the same call may succeed later.' },
  },
};

const exampleOf = (code: ErrorCode): Problem => ({
  type: `/docs#error-${code}`,
  title: ERRORS[code].title,
  status: ERRORS[code].status,
  detail: `${ERRORS[code].title}.`,
  code,
  requestId: '01k9zq3v5e8x4m7n2c6t0hjwra',
  retryable: ERRORS[code].retryable,
});

/** The shared answers for every status that is an error. */
export function problemResponses(): Record<string, Response> {
  const responses: Record<string, Response> = {};
  for (const [status, name] of Object.entries(RESPONSE_NAMES)) {
    const codes = codesOfStatus(Number(status));
    const [first] = codes;
    if (first === undefined) continue;
    responses[name] = {
      description: codes.map((code) => `\`${code}\`: ${ERRORS[code].title}.`).join(' '),
      headers: headersOf(Number(status)),
      content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' }, example: exampleOf(first) } },
    };
  }
  return responses;
}

/** Where the shared answer for a status stands. */
export function problemReference(status: number): string {
  const name = RESPONSE_NAMES[status];
  if (name === undefined) throw new Error(`There is no shared answer for status ${status}.`);
  return `#/components/responses/${name}`;
}

/** The codes that an operation may answer with, by what it takes and who may call it. */
export function codesOf(operation: Operation): ErrorCode[] {
  const { method, keyed, callers } = readRoute(operation);
  const schema: RouteSchema = ROUTE_SCHEMAS[operation];
  const calls = (caller: Route['callers'][number]) => callers.includes(caller);
  const when = (condition: boolean, ...codes: ErrorCode[]) => (condition ? codes : []);
  const body = schema.body !== undefined;
  const json = body && schema.raw !== 'body';
  return [
    ...when(true, 'invalid_request', 'unknown_field'),
    ...when(json, 'invalid_json'),
    ...when(schema.query !== undefined && 'cursor' in schema.query.shape, 'invalid_cursor'),
    ...when(!calls('anyone'), 'unauthenticated', 'invalid_credentials'),
    ...when(calls('user'), 'invalid_token', 'token_expired', 'token_revoked'),
    ...when(!calls('anyone'), 'forbidden'),
    ...when(calls('user'), 'forbidden_user'),
    ...when(operation === 'createDevToken', 'dev_mode_only'),
    ...when(schema.params !== undefined, 'not_found'),
    ...when(keyed && method === 'POST', 'conflict'),
    ...when(keyed, 'idempotency_in_progress'),
    ...when(body, 'body_too_large', 'unsupported_media_type'),
    ...when(keyed, 'idempotency_mismatch'),
    ...when(true, 'rate_limited', 'internal_error', 'storage_unavailable', 'unavailable'),
  ];
}

/** The HTTP statuses of these codes, in order. */
export const statusesOf = (codes: readonly ErrorCode[]): number[] =>
  [...new Set(codes.map((code) => ERRORS[code].status))].sort((a, b) => a - b);
