import autocannon from 'autocannon';
import { percentiles } from '../lib/stats.mjs';

export const CONNECTIONS = 10;

/**
 * Repeats a request for some seconds, `rate` times a second or as fast as it is answered. Answers percentiles of
 * latency in ms and the requests a second that were held; rejects when anything but success was answered.
 */
export async function shoot(url, { path, ...request }, { seconds, rate }) {
  const options = { ...request, url: `${url}${path}`, connections: CONNECTIONS, duration: seconds, overallRate: rate };
  const latencies = [];
  const run = autocannon(options);
  // Its own percentiles are whole milliseconds.
  run.on('response', (_client, _status, _bytes, ms) => latencies.push(ms));
  const { non2xx, errors, timeouts, duration } = await run;
  if (non2xx + errors + timeouts > 0) {
    throw new Error(`${request.method} failed: ${non2xx} refused, ${errors} errors, ${timeouts} timeouts.`);
  }
  return { ...percentiles(latencies), perSecond: latencies.length / duration };
}
