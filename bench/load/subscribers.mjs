// Many sockets in one process, apart from the servers that they load.
import { expose } from '../lib/expose.mjs';
import { wallClockMs } from '../lib/time.mjs';
import { subscribe } from './subscriber.mjs';

/** Sockets that are being opened at a time. */
const OPENING = 50;

const crowds = new Map();

/** Opens one socket for each of `connects`, all on one channel. */
async function open({ crowd: name, url, channel, connects }) {
  const crowd = { subscribers: [], latencies: [], frame: '' };
  crowds.set(name, crowd);
  const onEvent = (sentAt, frame) => {
    crowd.latencies.push(wallClockMs() - sentAt);
    crowd.frame ||= frame.toString();
  };
  const waiting = [...connects];
  const opener = async () => {
    while (waiting.length > 0)
      crowd.subscribers.push(await subscribe({ url, channel, connect: waiting.pop() }, onEvent));
  };
  await Promise.all(Array.from({ length: OPENING }, opener));
}

/** How many events have come so far, over all sockets. */
const received = (name) => crowds.get(name).latencies.length;

/** The latencies of all events since it was last called, in ms. */
function take(name) {
  const crowd = crowds.get(name);
  const latencies = Float64Array.from(crowd.latencies);
  crowd.latencies = [];
  return {
    latencies,
    frame: crowd.frame,
    open: crowd.subscribers.filter((subscriber) => subscriber.open).length,
    inOrder: crowd.subscribers.every((subscriber) => subscriber.inOrder),
  };
}

expose({ open, received, take });
