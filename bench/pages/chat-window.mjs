// The page of the benchmark of the same name: a chat of many messages beside a plain list of as many rows.
import { PulseClient } from '@pulse-io/client';
import { ChatWindow, PulseProvider } from '@pulse-io/react';
import '@pulse-io/react/styles.css';
import { createElement, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { VList } from 'virtua';

const CHANNEL = 'general';
const STEP_PX = 160;
const stage = document.getElementById('stage');

/** When the frame after this one was painted, as near as a page can tell. */
const painted = () =>
  new Promise((resolve) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    }),
  );

async function until(isTrue) {
  while (!isTrue()) await painted();
}

let root;
let client;
let channel;
const unmount = () => root?.unmount();

/** Mounts an app; answers the milliseconds until `isThere` is true in a painted frame. */
async function mount(app, isThere) {
  unmount();
  await painted();
  root = createRoot(stage);
  const begun = performance.now();
  flushSync(() => root.render(app));
  let at = await painted();
  while (!isThere()) at = await painted();
  return at - begun;
}

const scrollerOf = (what) => stage.querySelector(what === 'chat' ? '.pulse-messages-list' : '[data-plain]');

const chat = () =>
  createElement(PulseProvider, { client, identity: 'ada' }, createElement(ChatWindow, { channelId: CHANNEL }));
const newest = () => channel.state.getSnapshot().messages.at(-1).id;
const mountChat = () => mount(chat(), () => stage.querySelector(`[data-message="${newest()}"]`) !== null);

let rows = [];
let setRows;
let shown;
function Plain() {
  const [state, set] = useState({ rows, shift: false });
  setRows = set;
  const style = { height: '100%' };
  const children = (row) => createElement('div', { key: row.id, 'data-row': row.id }, row.text);
  const toEnd = (list) => {
    if (!list || shown === list) return;
    shown = list;
    list.scrollToIndex(state.rows.length - 1, { align: 'end' });
  };
  return createElement(VList, { 'data-plain': '', ref: toEnd, style, data: state.rows, shift: state.shift, children });
}
const mountPlain = () =>
  mount(createElement(Plain), () => stage.querySelector(`[data-row="${rows.at(-1).id}"]`) !== null);

/** The row in the middle of what is seen, and how far down it begins. */
function anchorOf(scroller, selector) {
  const { top, height } = scroller.getBoundingClientRect();
  const all = [...scroller.querySelectorAll(selector)];
  const row = all.find((element) => element.getBoundingClientRect().bottom > top + height / 2);
  return { row, top: row.getBoundingClientRect().top };
}

window.bench = {
  /** Fills the state of the channel from the server until it holds so many messages. */
  async fill({ apiKey, baseUrl, count }) {
    client = new PulseClient({ apiKey, baseUrl, identity: 'ada', tabs: false });
    channel = client.chat.channel(CHANNEL);
    await channel.watch();
    // A channel with unread messages opens where they begin.
    await channel.markRead();
    while (channel.state.getSnapshot().messages.length < count) await channel.loadOlder();
    rows = channel.state.getSnapshot().messages.map(({ id, text }) => ({ id, text }));
    return rows.length;
  },
  mount: (what) => (what === 'chat' ? mountChat() : mountPlain()),
  /** 100 rows before the first: milliseconds from when they are there until they are painted, and the pixels that what is seen moved. */
  async prepend(what) {
    const scroller = scrollerOf(what);
    scroller.scrollTo({ top: 2_000 });
    for (let n = 0; n < 20; n++) await painted();
    const { row, top } = anchorOf(scroller, what === 'chat' ? '[data-message]' : '[data-row]');
    const sizeBefore = scroller.scrollHeight;
    let begun;
    if (what === 'chat') {
      const stop = channel.state.subscribe(() => {
        begun ??= channel.state.getSnapshot().status === 'ready' ? performance.now() : undefined;
      });
      await Promise.all([channel.loadOlder(), until(() => scroller.scrollHeight !== sizeBefore)]);
      stop();
    } else {
      begun = performance.now();
      const older = Array.from({ length: 100 }, (_, n) => ({ id: `${rows.length}-${n}`, text: `Older ${n}` }));
      rows = [...older, ...rows];
      flushSync(() => setRows({ rows, shift: true }));
    }
    const ms = (await painted()) - begun;
    let movedPx = 0;
    for (let n = 0; n < 10; n++) {
      movedPx = Math.max(movedPx, Math.abs(row.getBoundingClientRect().top - top));
      await painted();
    }
    return { ms, movedPx: row.isConnected ? movedPx : Number.POSITIVE_INFINITY };
  },
  /** Scrolls up, a step a frame; answers the milliseconds from frame to frame. */
  async scroll(what, frames) {
    const scroller = scrollerOf(what);
    scroller.scrollTo({ top: scroller.scrollHeight / 2 });
    for (let n = 0; n < 20; n++) await painted();
    const times = [];
    let last = await painted();
    for (let n = 0; n < frames; n++) {
      scroller.scrollBy({ top: -STEP_PX });
      const now = await painted();
      times.push(now - last);
      last = now;
    }
    return times;
  },
};
