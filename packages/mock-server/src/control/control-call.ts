import type { MockBackend } from '../mock-backend.js';

/** A call of `/__mock`, let in and matched. */
export interface ControlCall {
  mock: MockBackend;
  request: Request;
  url: URL;
  /** What stands for the `:names` of the path. */
  params: Readonly<Record<string, string>>;
}

/** Answers a call; throws an ApiError where it cannot. */
export type ControlHandler = (call: ControlCall) => Response | Promise<Response>;

/** Handlers by method and path, such as `DELETE /__mock/faults/:id`. */
export type ControlRoutes = Readonly<Record<`${'GET' | 'POST' | 'DELETE'} /__mock${string}`, ControlHandler>>;

/** An answer in JSON. */
export const answer = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** The answer where there is nothing to tell. */
export const done = (): Response => new Response(null, { status: 204 });
