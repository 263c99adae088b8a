import { callPulse } from '../lib/call.mjs';
import { wallClockMs } from '../lib/time.mjs';

/** Tokens that are being made at a time. */
const AT_A_TIME = 20;

/** Adds an activity that says when it was sent. */
export const post = (pulse, feed) =>
  callPulse(pulse, 'POST', `/v1/feeds/${feed}/activities`, {
    actor: feed,
    verb: 'post',
    object: 'note:1',
    text: 'A hundred characters or so, as people write them when they have had a good day and want to tell it.',
    custom: { sentAt: wallClockMs() },
  });

/** Has the bare server send a frame as Pulse would have sent it now. */
export async function broadcast({ url }, frame, offset) {
  const now = wallClockMs();
  const body = frame.replace(/"offset":\d+/, `"offset":${offset}`).replace(/"sentAt":[\d.]+/, `"sentAt":${now}`);
  const response = await fetch(url, { method: 'POST', body });
  if (!response.ok) throw new Error(`The bare server answered ${response.status}.`);
  await response.arrayBuffer();
}

/** What each of `count` users connects with. */
export async function createConnects(pulse, count) {
  const connects = [];
  const create = async (n) => {
    const { token } = await callPulse(pulse, 'POST', '/v1/tokens/create', { identity: `fan-${n}` });
    connects.push({ key: pulse.apiKey, token });
  };
  for (let n = 0; n < count; n += AT_A_TIME) {
    await Promise.all(Array.from({ length: Math.min(AT_A_TIME, count - n) }, (_, i) => create(n + i)));
  }
  return connects;
}
