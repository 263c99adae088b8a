import { serverDependency } from '../lib/packages.mjs';

const WebSocket = serverDependency('ws');

const OFFSET = Buffer.from('"offset":');
const SENT_AT = Buffer.from('"sentAt":');
const PING = Buffer.from('{"ping":');

/** Reads a number out of a frame without parsing the rest: the load must cost little beside the server. */
function numberAfter(frame, mark) {
  const at = frame.indexOf(mark);
  return at < 0 ? Number.NaN : Number.parseFloat(frame.latin1Slice(at + mark.length, at + mark.length + 20));
}

/**
 * A raw socket that hears one channel. `connect` is the first frame's content; without it the server sends to
 * whoever is there. Calls `onEvent(sentAtMs, frame)` for each event, in the order of offsets: a hole or a repeat
 * makes `inOrder` false.
 */
export function subscribe({ url, connect, channel }, onEvent) {
  const socket = new WebSocket(url, connect ? ['pulse.v1.json'] : [], {
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  const subscriber = { inOrder: true, open: true };
  let last = Number.NaN;
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', (code, reason) => {
      subscriber.open = false;
      reject(new Error(`The socket was closed with ${code}: ${reason}`));
    });
    socket.on('open', () => {
      if (!connect) return resolve(subscriber);
      socket.send(JSON.stringify({ id: 1, connect }));
      socket.send(JSON.stringify({ id: 2, sub: { ch: channel } }));
    });
    socket.on('message', (frame) => {
      const sentAt = numberAfter(frame, SENT_AT);
      if (!Number.isNaN(sentAt)) {
        const offset = numberAfter(frame, OFFSET);
        if (offset !== last + 1 && !Number.isNaN(last)) subscriber.inOrder = false;
        last = offset;
        onEvent(sentAt, frame);
        return;
      }
      if (frame.subarray(0, PING.length).equals(PING)) return socket.send('{"pong":{}}');
      const { re, err } = JSON.parse(frame.toString());
      if (err) reject(new Error(`Frame ${re} was refused: ${err.message}`));
      else if (re === 2) resolve(subscriber);
    });
  });
}
