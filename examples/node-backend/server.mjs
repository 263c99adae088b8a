// A backend that mints Pulse tokens for its own users. The secret stays here; the browser only ever sees a token.
import { createServer } from 'node:http';
import { PulseClient, PulseError } from '@pulse-io/client';

const PORT = Number(process.env.PORT ?? 3000);
const MAX_BODY_BYTES = 10_000;
/** Where your pages come from: with `*`, any page in the world could ask for a token. */
const ORIGIN = process.env.APP_ORIGIN ?? 'http://localhost:5173';

const pulse = new PulseClient({
  apiKey: process.env.PULSE_API_KEY ?? 'pulse_key_dev',
  apiSecret: process.env.PULSE_API_SECRET ?? 'pulse_secret_dev',
  baseUrl: process.env.PULSE_URL ?? 'http://localhost:8081',
});

/**
 * Who is calling. THIS IS WHERE YOUR OWN LOGIN GOES: read your session cookie and answer the user that it belongs to.
 * This example believes whatever name the browser sends, so that there is something to run; an app must never do that,
 * since anybody could ask for anybody's token.
 *
 * @param {import('node:http').IncomingMessage} _request where the session cookie is
 * @param {{ identity?: unknown }} body
 * @returns {string | null} null when nobody is logged in
 */
function readUser(_request, body) {
  return typeof body.identity === 'string' && body.identity !== '' ? body.identity : null;
}

/** @param {import('node:http').IncomingMessage} request */
async function readJson(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > MAX_BODY_BYTES) throw new SyntaxError('The body is too large.');
  }
  const body = JSON.parse(text);
  if (typeof body !== 'object' || body === null) throw new SyntaxError('The body must be a JSON object.');
  return body;
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {object} body
 */
function answer(response, status, body) {
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'access-control-allow-origin': ORIGIN,
    'access-control-allow-headers': 'content-type',
    'access-control-allow-credentials': 'true',
    vary: 'Origin',
  });
  response.end(JSON.stringify(body));
}

const server = createServer(async (request, response) => {
  try {
    if (request.method === 'OPTIONS') return answer(response, 200, {});
    if (request.method !== 'POST' || request.url !== '/token') return answer(response, 404, { error: 'Not found.' });
    const identity = readUser(request, await readJson(request));
    if (!identity) return answer(response, 401, { error: 'Log in first.' });
    const { token } = await pulse.tokens.create({ identity, ttlSeconds: 3600 });
    answer(response, 200, { token });
  } catch (error) {
    if (error instanceof SyntaxError) return answer(response, 400, { error: error.message });
    if (error instanceof PulseError && error.status === 400) return answer(response, 400, { error: error.message });
    // What went wrong between two servers is not for a browser to read.
    console.error(error);
    answer(response, 502, { error: 'No token could be made.' });
  }
});

server.listen(PORT, '127.0.0.1', () => {
  console.log(`POST http://localhost:${server.address().port}/token with {"identity": "maya"} answers a token.`);
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    pulse.close();
    server.close();
    server.closeAllConnections();
  });
}
