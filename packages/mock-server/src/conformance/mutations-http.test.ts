import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConformanceBackend, createConformanceBackend } from './conformance.test-kit.js';
import { findFailures, type HttpMutation } from './mutations.test-kit.js';

type Row = Record<string, unknown>;

const isList = (path: string) => /^\/v1\/feeds\/[^/]+$/.test(path);
const isAdd = (method: string, path: string) => method === 'POST' && path.endsWith('/activities');
const rowsOf = (json: Row | undefined) => (json?.data ?? []) as Row[];
const without = (row: Row | undefined, name: string): Row =>
  Object.fromEntries(Object.entries(row ?? {}).filter(([key]) => key !== name));

/** The last row of the page before, by list. */
const lastRows = new Map<string, Row>();
/** What messages said before they were deleted. */
const said = new Map<unknown, unknown>();

/** How a server is broken, the case that must find it, and what it must say. */
const MUTATIONS: Record<string, [only: string | string[], mutate: HttpMutation, name: string, text: string | RegExp]> =
  {
    'answers 200 for 201': [
      'feeds',
      ({ method, path, status }) => (isAdd(method, path) && status === 201 ? { status: 200 } : undefined),
      'feeds/an-activity-comes-back-whole',
      /expected 201\n {2}of POST \/v1\/feeds\/user%3A.*\/activities .*→ 200 \{"id"/,
    ],
    'leaves out a field': [
      'feeds',
      ({ method, path, status, json }) =>
        isAdd(method, path) && status === 201 ? { json: without(json, 'time') } : undefined,
      'feeds/an-activity-comes-back-whole',
      'answer.time: Invalid input',
    ],
    'adds a field': [
      'feeds',
      ({ method, path, status, json }) =>
        isAdd(method, path) && status === 201 ? { json: { ...json, likes: 3 } } : undefined,
      'feeds/an-activity-comes-back-whole',
      'Unrecognized key: "likes"',
    ],
    'loses what was sent': [
      'feeds',
      ({ method, path, status, json }) =>
        isAdd(method, path) && status === 201 ? { json: { ...json, tags: [] } } : undefined,
      'feeds/an-activity-comes-back-whole',
      'expected the activity.tags to be ["a","b"], came []',
    ],
    'turns the order round': [
      'feeds',
      ({ path, json }) => (isList(path) ? { json: { ...json, data: rowsOf(json).toReversed() } } : undefined),
      'feeds/feeds-begin-with-the-newest',
      'expected the feed[0] to be',
    ],
    'repeats a row on the next page': [
      'pages',
      ({ path, query, json }) => {
        if (!isList(path)) return undefined;
        const rows = rowsOf(json);
        const last = lastRows.get(path);
        lastRows.set(path, rows.at(-1) ?? {});
        if (!query.has('cursor') || !last) return undefined;
        return { json: { ...json, data: [last, ...rows].slice(0, Number(query.get('limit'))) } };
      },
      'pages/pages-repeat-and-skip-nothing',
      'expected no page to repeat a row',
    ],
    'skips a row on the next page': [
      'pages',
      ({ path, query, json }) =>
        isList(path) && query.has('cursor') && json?.next === null
          ? { json: { ...json, data: rowsOf(json).slice(1) } }
          : undefined,
      'pages/pages-repeat-and-skip-nothing',
      'expected the pages together',
    ],
    'takes any cursor': [
      'pages',
      ({ json }) => (json?.code === 'invalid_cursor' ? { status: 200, json: { data: [], next: null } } : undefined),
      'pages/spoiled-cursors-are-refused',
      'expected 400 invalid_cursor',
    ],
    'has another code': [
      'errors',
      ({ json }) => (json?.code === 'unknown_field' ? { json: { ...json, code: 'invalid_request' } } : undefined),
      'errors/unknown-field-is-named',
      'expected 400 unknown_field',
    ],
    'has a code that nobody knows': [
      'errors',
      ({ json }) => (json?.code === 'not_found' ? { json: { ...json, code: 'gone' } } : undefined),
      'errors/unknown-path-is-a-problem',
      'expected a code of the closed list, not gone',
    ],
    'calls what is final retryable': [
      'errors',
      ({ json }) => (json?.code === 'not_found' ? { json: { ...json, retryable: true } } : undefined),
      'errors/unknown-path-is-a-problem',
      'expected retryable to be false with not_found',
    ],
    'names another field': [
      'errors',
      ({ json }) => (json?.code === 'unknown_field' ? { json: { ...json, param: 'body' } } : undefined),
      'errors/unknown-field-inside-is-named',
      'expected param to name permissions.canFly, not body',
    ],
    'answers errors as JSON': [
      'errors',
      ({ status }) => (status >= 400 ? { headers: { 'content-type': 'application/json' } } : undefined),
      'errors/unknown-path-is-a-problem',
      'expected Content-Type application/problem+json, not application/json',
    ],
    'forgets the request id': [
      'errors',
      ({ headers }) => ({ headers: { 'x-request-id': headers.get('x-request-id')?.replace('a_B', 'a_C') ?? '' } }),
      'errors/request-id-is-echoed',
      'expected X-Request-Id to be a_B-9',
    ],
    'says 403 to what is hidden': [
      'errors/what-may-not-be-seen-is-404',
      ({ json, status }) =>
        status === 404 ? { status: 403, json: { ...json, status: 403, code: 'forbidden' } } : undefined,
      'errors/what-may-not-be-seen-is-404',
      'expected 404 not_found',
    ],
    'shows everybody a private feed': [
      'feeds',
      ({ path, status, method }) =>
        status === 404 && method === 'GET' && path.includes('timeline')
          ? { status: 200, json: { data: [], next: null }, headers: { 'content-type': 'application/json' } }
          : undefined,
      'feeds/timelines-are-private',
      'expected 404 not_found',
    ],
    'takes unsigned tokens': [
      'tokens',
      ({ request, status }) =>
        status === 401 && request.headers.get('authorization')?.endsWith('.')
          ? { status: 200, json: { data: [], next: null }, headers: { 'content-type': 'application/json' } }
          : undefined,
      'tokens/unsigned-tokens-are-refused',
      'expected 401 invalid_token',
    ],
    'calls a revoked token valid': [
      'tokens',
      ({ json }) => (json?.reason === 'revoked' ? { json: { ...json, reason: 'expired' } } : undefined),
      'tokens/one-token-is-revoked',
      'expected the validation.reason to be "revoked", came "expired"',
    ],
    'does not say when to come again': [
      'chat/slow-mode-',
      ({ status, headers }) => {
        if (status === 429) headers.delete('retry-after');
        return undefined;
      },
      'chat/slow-mode-makes-wait',
      'expected Retry-After in seconds with 429',
    ],
    'keeps what a deleted message said': [
      'chat/a-deleted-message-leaves-its-place',
      ({ json, path }) => {
        if (json?.text) said.set(json.id, json.text);
        if (!path.endsWith('/messages') || !json?.data) return undefined;
        return { json: { ...json, data: rowsOf(json).map((row) => ({ ...row, text: row.text || said.get(row.id) })) } };
      },
      'chat/a-deleted-message-leaves-its-place',
      'expected what is left.text to be "", came "secret"',
    ],
    'counts one unread too many': [
      'read state',
      ({ json }) => (json?.unreadCount ? { json: { ...json, unreadCount: Number(json.unreadCount) + 1 } } : undefined),
      'read-state/others-messages-are-unread',
      'expected what is unread, and of it mentions[0] to be 2, came 3',
    ],
    'finds nothing': [
      'search',
      ({ json, path }) => (path.startsWith('/v1/search') ? { json: { ...json, data: [] } } : undefined),
      'search/messages-are-found-by-all-words',
      /expected what has the word to be \[.*\], came \[\]/,
    ],
    'shows who is invisible': [
      'presence/the-invisible-',
      ({ json, method }) =>
        json?.status === 'offline' && method === 'GET' ? { json: { ...json, status: 'away' } } : undefined,
      'presence/the-invisible-read-as-offline',
      'expected the presence.status to be "offline", came "away"',
    ],
    'lets browsers guess what a file is': [
      'uploads',
      ({ headers }) => {
        headers.delete('x-content-type-options');
        return undefined;
      },
      'uploads/files-do-no-harm',
      'expected X-Content-Type-Options to be "nosniff", came null',
    ],
    'breaks off': [
      'feeds/a-removed-activity-is-gone',
      ({ method }) => {
        if (method === 'DELETE') throw new TypeError('fetch failed', { cause: new Error('socket hang up') });
        return undefined;
      },
      'feeds/a-removed-activity-is-gone',
      'TypeError: fetch failed (socket hang up)',
    ],
  };

describe('against a server that', () => {
  let kit: ConformanceBackend;
  beforeAll(async () => {
    kit = await createConformanceBackend();
  });
  afterAll(() => kit.close());

  it.each(Object.entries(MUTATIONS))('%s', async (_, [only, http, name, text]) => {
    const failures = await findFailures(kit, only, { http });
    const found = failures.find((failure) => failure.name === name);
    expect(failures.map((failure) => failure.name)).toContain(name);
    expect(found?.error).toMatch(text);
  });

  it('ignores idempotency keys', async () => {
    const { options } = kit;
    const fetch: typeof globalThis.fetch = (input, init) => {
      const request = new Request(input, init);
      request.headers.delete('idempotency-key');
      return options.fetch(request);
    };
    const failures = await findFailures({ ...kit, options: { ...options, fetch } }, 'idempotency', {});
    const names = failures.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'idempotency/repeating-answers-the-same',
        'idempotency/another-body-is-a-mismatch',
        'idempotency/calls-at-once-are-done-once',
        'idempotency/deletions-are-repeated-too',
        'idempotency/tokens-are-repeated-too',
      ]),
    );
    expect(names).not.toContain('idempotency/ids-of-the-caller-are-idempotent');
  });
});
