// Many real clients in one process, apart from the server, each watching one feed.
import { PulseClient } from '../../packages/client/dist/index.js';
import { expose } from '../lib/expose.mjs';
import { serverDependency } from '../lib/packages.mjs';

const { WebSocket } = serverDependency('ws');
const OPENING = 25;

const clients = [];

/** Whether a client shows, and was told of, each of these activities once. */
function judge({ feed, raised }, acknowledged, before) {
  const shown = new Map();
  for (const { id } of feed.state.getSnapshot().activities) shown.set(id, (shown.get(id) ?? 0) + 1);
  const lost = acknowledged.filter((id) => !shown.has(id) || (!before.has(id) && !raised.has(id))).length;
  const doubled = [...shown, ...raised].filter(([, times]) => times > 1).length;
  return { lost, doubled };
}

/** Opens one client for each of `connects` and resolves when all of them are connected and have read their feed. */
async function open({ baseUrl, connects }) {
  const waiting = [...connects];
  const opener = async () => {
    for (let connect = waiting.pop(); connect; connect = waiting.pop()) {
      const { key, token, feed: id } = connect;
      const pulse = new PulseClient({ apiKey: key, token, baseUrl, WebSocket, logger: { warn() {}, error() {} } });
      const feed = pulse.feeds.get(id);
      const client = { id, pulse, feed, raised: new Map(), recoveredAt: 0, resyncs: 0 };
      feed.on('activity.added', (activity) =>
        client.raised.set(activity.id, (client.raised.get(activity.id) ?? 0) + 1),
      );
      feed.on('resync', () => client.resyncs++);
      pulse.connection.on('state', (state) => {
        client.recoveredAt = state === 'connected' ? Date.now() : 0;
      });
      await feed.watch();
      clients.push(client);
    }
  };
  await Promise.all(Array.from({ length: OPENING }, opener));
}

/**
 * How the clients stand towards what was acknowledged, by feed; what is in `before` was there before they watched.
 * `recoveredAt` are the times at which those that have everything were connected again, in ms since 1970.
 */
function progress({ acknowledged, before }) {
  const old = new Set(before);
  const judged = clients.map((client) => ({ client, ...judge(client, acknowledged[client.id] ?? [], old) }));
  const whole = judged.filter(({ client, lost }) => lost === 0 && client.pulse.connection.state === 'connected');
  const total = (key) => judged.reduce((sum, one) => sum + one[key], 0);
  return {
    recoveredAt: whole.map(({ client }) => client.recoveredAt),
    lost: total('lost'),
    doubled: total('doubled'),
    resyncs: clients.reduce((sum, { resyncs }) => sum + resyncs, 0),
  };
}

function close() {
  for (const { pulse } of clients.splice(0)) pulse.close();
}

expose({ open, progress, close });
