// Reads of a feed page and writes of activities over HTTP: at 500 requests a second, and as many as there can be.
import { benchmark } from './lib/benchmark.mjs';
import { callPulse } from './lib/call.mjs';
import { startWorker } from './lib/worker.mjs';
import { CONNECTIONS, shoot } from './load/shoot.mjs';

const RATE = 500;
/** The part of the rate that must be reached. */
const HELD = 0.98;
const WARM_UP_SECONDS = 1;
const PAGE = 25;
/** Feeds that follow the one that is written to: each write is carried to all of them, off the request. */
const FOLLOWERS = 10;
const TARGET = { p95: { value: 20 } };

const activity = (n) => ({
  actor: 'user:alice',
  verb: 'post',
  object: `note:${n}`,
  text: 'A hundred characters or so, as people write them when they have had a good day and want to tell it.',
  tags: ['bench'],
});

/** A project in which alice posts and a reader's timeline has more than a page of it. */
async function prepare(pulse) {
  for (let n = 0; n < FOLLOWERS; n++) {
    await callPulse(pulse, 'POST', `/v1/feeds/timeline:reader-${n}/follow`, { target: 'user:alice' });
  }
  for (let n = 0; n < 2 * PAGE; n++) await callPulse(pulse, 'POST', '/v1/feeds/user:alice/activities', activity(n));
  const tokenOf = async (identity) => (await callPulse(pulse, 'POST', '/v1/tokens/create', { identity })).token;
  const headersOf = async (identity) => ({
    'content-type': 'application/json',
    'x-pulse-key': pulse.apiKey,
    authorization: `Bearer ${await tokenOf(identity)}`,
  });
  const read = { method: 'GET', path: '/v1/feeds/timeline:reader-0', headers: await headersOf('reader-0') };
  const write = {
    method: 'POST',
    path: '/v1/feeds/user:alice/activities',
    // autocannon puts a new id here in each request, as the client puts a new key on each write.
    headers: { ...(await headersOf('alice')), 'idempotency-key': '[<id>]' },
    body: JSON.stringify(activity(0)),
    idReplacement: true,
  };
  return { read, write };
}

/** What a call is answered with, for the baseline to answer the same. */
async function sample(url, { method, path, headers, body }) {
  const sent = { ...headers, ...('idempotency-key' in headers ? { 'idempotency-key': 'sample' } : {}) };
  const response = await fetch(new URL(path, url), { method, headers: sent, body });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

/** The figures of one request, each against the same of the bare server. */
function compare(name, pulse, bare) {
  const baseline = (value) => ({ name: 'bare `node:http`', value });
  // A server that falls behind is asked less often than it should be: then its latencies flatter it.
  const held =
    pulse.paced.perSecond < RATE * HELD ? { note: `only ${Math.round(pulse.paced.perSecond)} were held` } : {};
  return [
    ...['p50', 'p95', 'p99'].map((p) => ({
      name: `${name}, ${RATE} requests/s, ${p}`,
      value: pulse.paced[p],
      unit: 'ms',
      baseline: baseline(bare.paced[p]),
      target: TARGET[p],
      ...held,
    })),
    {
      name: `${name}, as fast as ${CONNECTIONS} connections can`,
      value: pulse.fastest.perSecond,
      unit: 'requests/s',
      baseline: baseline(bare.fastest.perSecond),
    },
  ];
}

await benchmark(async ({ quick, say }) => {
  const [atRate, atMost] = quick ? [1, 1] : [15, 5];
  const pulseServer = startWorker(new URL('servers/pulse.mjs', import.meta.url));
  const bareServer = startWorker(new URL('servers/bare-http.mjs', import.meta.url));
  const pulse = await pulseServer.call('start');
  const { read, write } = await prepare(pulse);
  const bare = await bareServer.call('start', {
    GET: await sample(pulse.url, read),
    POST: await sample(pulse.url, write),
  });

  async function measure(url, request) {
    await shoot(url, request, { seconds: WARM_UP_SECONDS });
    const paced = await shoot(url, request, { seconds: atRate, rate: RATE });
    return { paced, fastest: await shoot(url, request, { seconds: atMost }) };
  }

  const figures = [];
  for (const [name, request] of Object.entries({ [`GET a feed page of ${PAGE}`]: read, 'POST an activity': write })) {
    const measured = await measure(pulse.url, request);
    say(
      `${name}: p95 ${measured.paced.p95.toFixed(1)} ms, ${Math.round(measured.fastest.perSecond)} requests/s at most`,
    );
    figures.push(...compare(name, measured, await measure(bare.url, request)));
  }
  await Promise.all([pulseServer.stop(), bareServer.stop()]);
  return figures;
});
