import { createBackend, OWN_KEY_ID } from '../../packages/server/dist/index.js';
import { openSqlite } from '../../packages/server/dist/node.js';
import { expose } from '../lib/expose.mjs';
import { DRIVERS } from '../lib/presence-drivers.mjs';
import { delay } from '../lib/time.mjs';

/** Users whom each watches. */
const WATCHED = 20;
const SECRET = 'a-secret-of-the-benchmark-of-32-bytes';
const PING = '{"ping":{}}';
const PONG = '{"pong":{}}';

/** The change that is awaited: who changed, when, and how many have not heard of it. */
let awaited = null;
let driver;
let backend;
let presences;
let watchers = [];

const nameOf = (n) => `user-${n}`;

/** A socket in this process: it answers pings and notes when it hears of the awaited change. */
function connect(key, token, users) {
  return new Promise((resolve, reject) => {
    const socket = {
      bufferedAmount: 0,
      close: (code, reason) => reject(new Error(`A socket was closed: ${code} ${reason}`)),
      send(text) {
        if (text === PING) peer.message(PONG);
        else if (text.startsWith('{"pres"')) hear(text);
        else if (text.startsWith('{"re":1,')) {
          if (!text.includes('"ok"')) reject(new Error(text));
          peer.message(JSON.stringify({ id: 2, watch: { users } }));
        } else if (text.startsWith('{"re":2,')) resolve();
      },
    };
    const peer = backend.gateway.accept(socket, { origin: null, protocol: 'pulse.v1.json' });
    peer.message(JSON.stringify({ id: 1, connect: { key, token } }));
  });
}

function hear(text) {
  if (!awaited || !text.includes(`"${awaited.userId}"`)) return;
  awaited.times.push(performance.now() - awaited.at);
  if (awaited.times.length === awaited.listeners) awaited.done();
}

expose({
  /** Connects users, each of whom watches twenty others. */
  async open({ name, count }) {
    driver = await DRIVERS[name]();
    backend = await createBackend({
      storage: await openSqlite(),
      pepper: 'a-pepper-of-the-benchmark-of-32-bytes',
      tokens: { key: { id: OWN_KEY_ID, secret: SECRET } },
      rateLimits: { project: null, anonymous: null },
      bus: driver.bus,
      presences(deps) {
        presences = driver.presences(deps);
        return presences;
      },
    });
    const { id, apiKey, apiSecret } = await backend.projects.create({ name: 'bench' });
    watchers = Array.from({ length: count }, () => 0);
    const headers = { 'content-type': 'application/json', 'x-pulse-key': apiKey, 'x-pulse-secret': apiSecret };
    for (let n = 0; n < count; n++) {
      const body = JSON.stringify({ identity: nameOf(n) });
      const request = new Request('http://pulse.local/v1/tokens/create', { method: 'POST', headers, body });
      const { token } = await (await backend.fetch(request)).json();
      const watched = Array.from({ length: WATCHED }, (_, i) => (n + (i + 1) * 7) % count);
      for (const other of watched) watchers[other]++;
      await connect(apiKey, token, watched.map(nameOf));
    }
    return { projectId: id };
  },
  /** Changes the status of one after the other and answers how long each watcher waited to hear it, in ms. */
  async change({ projectId, changes }) {
    const all = [];
    for (let n = 0; n < changes; n++) {
      const who = (n * 131) % watchers.length;
      const heard = new Promise((done) => {
        awaited = { userId: nameOf(who), at: performance.now(), times: [], listeners: watchers[who], done };
      });
      await presences.set(projectId, nameOf(who), { status: 'busy' });
      await heard;
      all.push(...awaited.times);
      awaited = null;
      await delay(n % 7);
    }
    return Float64Array.from(all);
  },
  async close() {
    await backend.close();
    await driver.close();
  },
});
