export interface Call {
  method: string;
  /** Path and query. */
  path: string;
  body: never;
  headers: Headers;
}

type Handler = (call: Call) => unknown;

/** What a handler throws to answer with a problem. */
export class Failure {
  readonly status: number;
  readonly code: string;
  readonly retryable: boolean;

  constructor(status: number, code: string, retryable = false) {
    this.status = status;
    this.code = code;
    this.retryable = retryable;
  }
}

/** A `fetch` whose answers a test gives, by `METHOD /path` without the query; what is not given is 404. */
export class ScriptedFetch {
  readonly calls: Call[] = [];
  handlers: Record<string, Handler>;

  constructor(handlers: Record<string, Handler> = {}) {
    this.handlers = handlers;
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const { pathname, search } = new URL(String(input));
    const path = decodeURIComponent(pathname) + search;
    const body = init.body ? JSON.parse(String(init.body)) : undefined;
    const call: Call = { method: init.method ?? 'GET', path, body: body as never, headers: new Headers(init.headers) };
    this.calls.push(call);
    try {
      const handler = this.handlers[`${call.method} ${decodeURIComponent(pathname)}`];
      if (!handler) throw new Failure(404, 'not_found');
      return Response.json(await handler(call));
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      const { status, ...problem } = failure;
      return Response.json({ ...problem, detail: `it was ${problem.code}` }, { status });
    }
  };

  /** How often a route was called. */
  count(method: string, path: string): number {
    return this.calls.filter((call) => call.method === method && call.path.split('?')[0] === path).length;
  }
}

/** A value that a test gives later. */
export function later<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: unknown) => void } {
  let resolve: (value: T) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
