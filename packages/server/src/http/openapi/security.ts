import type { Caller } from '@pulse-io/protocol';
import type { SecurityScheme } from './document.js';

export const SECURITY_SCHEMES = {
  ApiKey: { type: 'apiKey', in: 'header', name: 'X-Pulse-Key', description: "The project's API key." },
  ApiSecret: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Pulse-Secret',
    description: "The project's secret. For backends only: a browser must never hold it.",
  },
  UserToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A user token from `POST /v1/tokens/create`.',
  },
} as const satisfies Record<string, SecurityScheme>;

type SchemeName = keyof typeof SECURITY_SCHEMES;

const NEEDS: Record<Caller, readonly SchemeName[]> = {
  server: ['ApiKey', 'ApiSecret'],
  user: ['ApiKey', 'UserToken'],
  key: ['ApiKey'],
  anyone: [],
};

/** The credentials that open a route: any one of the list, and of that one all. */
export const securityOf = (callers: readonly Caller[]): Record<string, string[]>[] =>
  callers.includes('anyone')
    ? []
    : callers.map((caller) => Object.fromEntries(NEEDS[caller].map((name) => [name, []])));
