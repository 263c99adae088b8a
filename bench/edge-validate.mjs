// A token that the edge cache knows, checked by a whole call in process, against the check of its signature alone.
import { createBackend, OWN_KEY_ID } from '../packages/server/dist/index.js';
import { openSqlite } from '../packages/server/dist/node.js';
import { benchmark } from './lib/benchmark.mjs';
import { serverDependency } from './lib/packages.mjs';
import { percentiles } from './lib/stats.mjs';
import { tempFolder } from './lib/temp-folder.mjs';
import { timed } from './lib/time.mjs';

const TOKENS = 500;
const SECRET = 'a-secret-of-the-benchmark-of-32-bytes';
const TARGET = { p99: { value: 5 } };

const { jwtVerify } = serverDependency('jose');

async function createCaller() {
  const backend = await createBackend({
    storage: await openSqlite({ folder: tempFolder() }),
    pepper: 'a-pepper-of-the-benchmark-of-32-bytes',
    tokens: { key: { id: OWN_KEY_ID, secret: SECRET } },
    rateLimits: { project: null, anonymous: null },
  });
  const { apiKey, apiSecret } = await backend.projects.create({ name: 'bench' });
  const headers = { 'content-type': 'application/json', 'x-pulse-key': apiKey, 'x-pulse-secret': apiSecret };
  return {
    close: () => backend.close(),
    async post(path, body) {
      const request = new Request(`http://pulse.local${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      const response = await backend.fetch(request);
      const answer = await response.json();
      if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${answer.detail}`);
      return answer;
    },
  };
}

await benchmark(async ({ quick, say }) => {
  const { post, close } = await createCaller();
  const key = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(SECRET),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  );
  const tokens = [];
  for (let n = 0; n < TOKENS; n++) tokens.push((await post('/v1/tokens/create', { identity: `user-${n}` })).token);
  for (const token of tokens) await post('/v1/tokens/validate/edge', { token });
  say(`${TOKENS} tokens are cached`);

  const times = { pulse: [], jose: [] };
  for (let n = 0; n < (quick ? 1_000 : 20_000); n++) {
    const token = tokens[n % TOKENS];
    const { ms, value } = await timed(() => post('/v1/tokens/validate/edge', { token }));
    if (!value.valid || !value.cached)
      throw new Error(`The token was not found in the cache: ${JSON.stringify(value)}`);
    times.pulse.push(ms);
    times.jose.push((await timed(() => jwtVerify(token, key, { algorithms: ['HS256'] }))).ms);
  }
  await close();
  const [pulse, jose] = [percentiles(times.pulse), percentiles(times.jose)];
  return ['p50', 'p99'].map((p) => ({
    name: `edge validation that hits, ${p}`,
    value: pulse[p],
    unit: 'ms',
    baseline: { name: "jose's `jwtVerify` alone", value: jose[p] },
    target: TARGET[p],
  }));
});
