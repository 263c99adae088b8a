import {
  type AnswerOf,
  ERRORS,
  type ErrorCode,
  type Operation,
  type Problem,
  type RequestOf,
  readRoute,
} from '@pulse-io/protocol';
import { ROUTE_SCHEMAS, type RouteSchema } from '@pulse-io/protocol/schemas';
import { explainIssues } from '../explain-issues.js';
import { Failure } from '../failure.js';
import { checkExchange } from './check-exchange.js';
import { codeOf, describeExchange, type Exchange, failExchange } from './exchange.js';
import { type RawRequest, sendRequest } from './send-request.js';
import type { Wire } from './wire.js';

/** A request that need not be valid. */
export interface LooseRequest {
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, unknown>>;
  body?: unknown;
}

export interface CallOptions {
  headers?: Record<string, string>;
  /** The Idempotency-Key. */
  key?: string;
}

export interface CallerHooks {
  /** Hears of every exchange. */
  onExchange(exchange: Exchange): void;
  /** Hears of what was done, so that it can be undone. */
  onDone(operation: Operation, request: LooseRequest, answer: unknown): void;
}

/** Calls the API with some credentials, and checks of every answer what holds of all. */
export class Caller {
  readonly #wire: Wire;
  readonly #hooks: CallerHooks;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(wire: Wire, hooks: CallerHooks, headers: Readonly<Record<string, string>>) {
    this.#wire = wire;
    this.#hooks = hooks;
    this.#headers = headers;
  }

  /** Sends what is given, as it is, and checks nothing but what holds of every answer of the API. */
  async send(method: string, path: string, { headers = {}, body = null }: RawRequest = {}): Promise<Exchange> {
    const exchange = await this.fetch(method, path, { headers, body });
    checkExchange(exchange);
    return exchange;
  }

  /** The same for what is no part of the API: nothing is checked. */
  async fetch(method: string, path: string, { headers = {}, body = null }: RawRequest = {}): Promise<Exchange> {
    const exchange = await sendRequest(this.#wire, method, path, { headers: { ...this.#headers, ...headers }, body });
    this.#hooks.onExchange(exchange);
    return exchange;
  }

  /** Sends an operation's request, which need not be valid. */
  call(operation: Operation, request: LooseRequest = {}, { headers = {}, key }: CallOptions = {}): Promise<Exchange> {
    const { method } = readRoute(operation);
    const body = request.body === undefined ? null : JSON.stringify(request.body);
    return this.send(method, pathOf(operation, request), {
      headers: {
        ...(body === null ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...headers,
      },
      body,
    });
  }

  /** Makes a call that must succeed, and answers what the server answered. */
  async ok<Op extends Operation>(operation: Op, request: RequestOf<Op>, options?: CallOptions): Promise<AnswerOf<Op>> {
    const exchange = await this.call(operation, request, options);
    return this.take(operation, exchange, request);
  }

  /** Takes an exchange for the success of an operation: its status and its form are those of the protocol. */
  take<Op extends Operation>(operation: Op, exchange: Exchange, request: LooseRequest = {}): AnswerOf<Op> {
    const { status = 200, response }: RouteSchema = ROUTE_SCHEMAS[operation];
    if (exchange.status !== status) failExchange(exchange, `${status}`);
    const type = exchange.headers.get('content-type') ?? 'nothing';
    if (!/^application\/json\s*(;|$)/.test(type)) failExchange(exchange, `Content-Type application/json, not ${type},`);
    const parsed = response.safeParse(exchange.json);
    if (!parsed.success) {
      throw new Failure(
        `expected an answer as the protocol has it: ${explainIssues(parsed.error, 'answer')}\n  of ${describeExchange(exchange)}`,
      );
    }
    this.#hooks.onDone(operation, request, exchange.json);
    return exchange.json as AnswerOf<Op>;
  }

  /** Makes a call that must be refused with a code, and answers the problem. */
  async refused(
    operation: Operation,
    request: LooseRequest,
    code: ErrorCode,
    options?: CallOptions & { param?: string },
  ): Promise<Problem> {
    return expectProblem(await this.call(operation, request, options), code, options?.param);
  }
}

/** Fails unless an exchange is an error with this code, and answers its problem. */
export function expectProblem(exchange: Exchange, code: ErrorCode, param?: string): Problem {
  if (codeOf(exchange) !== code) failExchange(exchange, `${ERRORS[code].status} ${code}`);
  const problem = exchange.json as Problem;
  if (param !== undefined && problem.param !== param) {
    failExchange(exchange, `param to name ${param}, not ${problem.param ?? 'nothing'},`);
  }
  return problem;
}

/** A route's path with its parameters and query. */
export function pathOf(operation: Operation, { params = {}, query = {} }: LooseRequest): string {
  const path = readRoute(operation).path.replaceAll(/:(\w+)/g, (_, name) => encodeURIComponent(params[name] ?? ''));
  const pairs = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs as [string, string][])}`;
}
