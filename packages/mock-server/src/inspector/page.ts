import { ERRORS, ROUTES } from '@pulse-io/protocol';
import script from './page/main.ts?script';
import { MARK } from './page-mark.js';
import { PAGE_STYLES } from './page-styles.js';

const KINDS = [
  ['request', 'Requests'],
  ['event', 'Events'],
  ['socket', 'Sockets'],
  ['fault', 'Faults'],
  ['frame', 'Frames'],
] as const;

/** The inspector as one page that loads nothing but its own data. */
export function pageResponse(): Response {
  const nonce = crypto.randomUUID();
  return new Response(renderPage(nonce), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': [
        "default-src 'none'",
        `script-src 'nonce-${nonce}'`,
        `style-src 'nonce-${nonce}'`,
        "connect-src 'self'",
        'img-src data:',
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
      'referrer-policy': 'no-referrer',
    },
  });
}

/** Nothing in it comes from a caller: names of the protocol's tables, and text of our own. */
const renderPage = (nonce: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Pulse mock server</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(MARK)}">
<style nonce="${nonce}">${PAGE_STYLES}</style>
</head>
<body>
<header class="top">
  <h1>${MARK}<span>Pulse</span> <span class="soft">mock server</span></h1>
  <span class="link" id="link" role="status" data-state="loading">Connecting …</span>
  <a class="reference" href="/docs">API reference</a>
</header>
<div class="tabs" role="tablist" aria-label="Parts of the page">
  <button type="button" role="tab" id="tab-log" aria-controls="log" aria-selected="true">Log</button>
  <button type="button" role="tab" id="tab-controls" aria-controls="controls" aria-selected="false" tabindex="-1">Controls</button>
</div>
<main>
  ${LOG}
  <aside class="side">
    <div class="controls away" id="controls" aria-label="Controls" role="region">
      ${SOCKETS}
      ${FAULTS}
      ${CLOCK}
      ${DATA}
    </div>
    ${DETAIL}
  </aside>
</main>
<div class="toast" id="toast" role="status"></div>
<script type="module" nonce="${nonce}">${script.replaceAll('</script', '<\\/script')}</script>
</body>
</html>
`;

const options = (values: readonly string[]): string =>
  values.map((value) => `<option value="${value}">${value}</option>`).join('');

const LOG = `<section class="log" id="log" aria-label="What happens">
    <div class="bar">
      <div class="kinds" role="group" aria-label="Kinds">
        ${KINDS.map(
          ([kind, name]) =>
            `<button type="button" id="kind-${kind}" aria-pressed="${kind !== 'frame'}">${name} <span class="count" id="count-${kind}">0</span></button>`,
        ).join('\n        ')}
      </div>
      <div class="find">
        <input id="search" type="search" placeholder="Filter by text" aria-label="Filter by text" aria-keyshortcuts="/" autocomplete="off" spellcheck="false">
        <select id="user" aria-label="User"><option value="">Everybody</option></select>
        <button type="button" id="pause" aria-pressed="false" aria-keyshortcuts="p">Pause</button>
        <button type="button" id="clear">Clear</button>
      </div>
    </div>
    <ol class="rows" id="rows" role="listbox" aria-label="Log, the newest first" hidden></ol>
    <div class="empty" id="empty" data-kind="loading"><p class="headline">Reading what has happened …</p></div>
  </section>`;

const SOCKETS = `<section class="card" aria-labelledby="sockets-title">
        <h2 id="sockets-title">Sockets <span class="count" id="sockets-count">0</span></h2>
        <ul class="items" id="sockets"><li class="none">Nobody is connected.</li></ul>
        <div class="actions">
          <button type="button" id="drop-all" disabled>Drop all</button>
          <button type="button" id="expire-tokens" title="Tokens made until now count as expired">Expire tokens</button>
        </div>
      </section>`;

const FAULTS = `<section class="card" aria-labelledby="faults-title">
        <h2 id="faults-title">Faults <span class="count" id="faults-count">0</span></h2>
        <ul class="items" id="faults"><li class="none">Everything works as it should.</li></ul>
        <form id="fault-form" class="form" autocomplete="off">
          <label class="wide">What goes wrong
            <select id="fault-kind" name="kind">
              <option value="fail">A call fails</option>
              <option value="latency">A call is slow</option>
              <option value="drop">The connection breaks off</option>
              <option value="truncate">An answer is cut in the middle</option>
              <option value="frames">Frames with events go wrong</option>
            </select>
          </label>
          <label class="wide" data-for="fail latency drop truncate">Route
            <input name="route" list="routes" placeholder="every call" spellcheck="false">
          </label>
          <label data-for="fail">Code
            <select name="code">${options(['unavailable', ...answeredCodes()])}</select>
          </label>
          <label data-for="latency">Milliseconds
            <input name="ms" type="number" min="0" max="600000" value="500" required>
          </label>
          <label data-for="drop">When
            <select name="when"><option value="request">before it is done</option><option value="answer">after it is done</option></select>
          </label>
          <label data-for="frames">Effect
            <select id="fault-effect" name="effect">${options(['lose', 'repeat', 'reorder', 'delay', 'truncate'])}</select>
          </label>
          <label data-for="frames">To the user
            <input name="user" placeholder="everybody" spellcheck="false">
          </label>
          <label data-for="frames-delay frames-reorder">Milliseconds
            <input name="ms" type="number" min="0" max="600000" value="1000">
          </label>
          <label>How often
            <input name="times" type="number" min="1" placeholder="always">
          </label>
          <div class="actions wide">
            <button type="submit" class="primary">Add the fault</button>
            <button type="button" id="faults-clear" disabled>Remove all</button>
          </div>
          <datalist id="routes">${options(Object.keys(ROUTES).sort())}</datalist>
        </form>
      </section>`;

const CLOCK = `<section class="card" aria-labelledby="clock-title">
        <h2 id="clock-title">Clock <span class="tag" id="clock-frozen" hidden>frozen</span></h2>
        <p class="clock"><span id="clock-time">--:--:--</span> <span class="soft" id="clock-date"></span></p>
        <div class="actions">
          <button type="button" data-advance="60000">+1 min</button>
          <button type="button" data-advance="3600000">+1 h</button>
          <button type="button" id="clock-freeze" aria-pressed="false">Freeze</button>
        </div>
      </section>`;

const DATA = `<section class="card" aria-labelledby="data-title">
        <h2 id="data-title">Data</h2>
        <form id="seed-form" class="seed">
          <select id="scenario" aria-label="Scenario" aria-describedby="scenario-told"></select>
          <button type="submit">Seed</button>
        </form>
        <p class="soft told" id="scenario-told"></p>
        <div class="actions"><button type="button" id="reset">Reset …</button></div>
      </section>`;

const DETAIL = `<section class="detail" id="detail" aria-labelledby="detail-title" hidden>
      <div class="detail-top">
        <h2 id="detail-title"></h2>
        <button type="button" id="detail-copy">Copy</button>
        <button type="button" id="detail-close" aria-keyshortcuts="Escape">Close</button>
      </div>
      <div class="detail-body" id="detail-body"></div>
    </section>`;

/** What a server answers with, without the one that is the default. */
function answeredCodes(): string[] {
  return Object.entries(ERRORS)
    .filter(([code, { status }]) => status > 0 && code !== 'unavailable')
    .map(([code]) => code);
}
