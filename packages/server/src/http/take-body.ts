import { type Operation, readRoute } from '@pulse-io/protocol';
import { ROUTE_SCHEMAS, type RouteSchema } from '@pulse-io/protocol/schemas';
import { readBody } from './read-body.js';
import { readBytes } from './read-bytes.js';

/** The body of a call: what its schema checks, and what stands for it in the idempotency hash. */
export interface TakenBody {
  value: unknown;
  digest(): Promise<string>;
  /** Reads no more of it. */
  release(): void;
}

/** Takes a body as its route wants it: none, JSON read whole, or bytes to be read by the verb. */
export async function takeBody(request: Request, operation: Operation, maxBytes: number): Promise<TakenBody> {
  const { raw }: RouteSchema = ROUTE_SCHEMAS[operation];
  if (raw === 'body') {
    const { body, ...rest } = readBytes(request, maxBytes);
    return { value: body, ...rest };
  }
  const { text, json } =
    readRoute(operation).method === 'GET' ? { text: '', json: undefined } : await readBody(request);
  return { value: json, digest: async () => text, release: () => {} };
}
