import type { Header, Reference } from './document.js';

/** Headers of answers. */
export const HEADERS = {
  RequestId: {
    description: "The call's id: the one sent in, or a new one.",
    required: true,
    schema: { type: 'string', pattern: '^[\\w-]{1,64}$' },
  },
  RateLimit: {
    description: 'What is left of the limit and the seconds until it is full again, as in `"default";r=998;t=41`.',
    schema: { type: 'string' },
  },
  RateLimitPolicy: {
    description: 'The limit: calls and the seconds that they are for, as in `"default";q=1000;w=60`.',
    schema: { type: 'string' },
  },
  RetryAfter: { description: 'Seconds to wait before trying again.', required: true, schema: { type: 'integer' } },
} as const satisfies Record<string, Header>;

const refer = (name: keyof typeof HEADERS): Reference => ({ $ref: `#/components/headers/${name}` });

/** The headers of an answer with this status. */
export const headersOf = (status: number): Record<string, Reference> => ({
  'X-Request-Id': refer('RequestId'),
  RateLimit: refer('RateLimit'),
  'RateLimit-Policy': refer('RateLimitPolicy'),
  ...(status === 429 || status === 503 ? { 'Retry-After': refer('RetryAfter') } : {}),
});
