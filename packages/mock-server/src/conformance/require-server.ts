import { ConformanceError } from './failure.js';
import { codeOf } from './http/exchange.js';
import { sendRequest } from './http/send-request.js';
import { shorten } from './shorten.js';
import type { Target } from './world.js';

/** Rejects with what to do where a run would fail as a whole: no server, or none that takes the credentials. */
export async function requireServer({ wire, apiKey, apiSecret }: Target): Promise<void> {
  const { baseUrl } = wire;
  const headers = { 'x-pulse-key': apiKey, 'x-pulse-secret': apiSecret, 'content-type': 'application/json' };
  const body = JSON.stringify({ identity: 'conformance', ttlSeconds: 60 });
  const exchange = await sendRequest(wire, 'POST', '/v1/tokens/create', { headers, body }).catch((cause: unknown) => {
    if (wire.signal.aborted) throw wire.signal.reason;
    throw new ConformanceError(
      'unreachable',
      `Nothing answers at ${baseUrl}: start the server, or name another address. (${reasonOf(cause)})`,
      { cause },
    );
  });
  if (exchange.status === 401 || exchange.status === 403) {
    throw new ConformanceError(
      'credentials',
      `${baseUrl} refuses the key ${apiKey} with its secret (${codeOf(exchange) ?? exchange.status}): name those of a project of that server.`,
    );
  }
  if (exchange.status === 404 && codeOf(exchange) === null) {
    throw new ConformanceError(
      'unreachable',
      `${baseUrl} is no Pulse server: POST /v1/tokens/create answered 404 ${shorten(exchange.text, 80)}`,
    );
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? cause.cause.message || String(cause.cause) : cause.message;
}
