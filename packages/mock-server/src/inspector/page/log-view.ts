import { byId, el } from './dom.js';
import type { Row } from './entry.js';
import type { Log } from './log.js';
import { rowView } from './row-view.js';

/** More would be slow to lay out, and nobody scrolls as far. */
const SHOWN = 400;
/** Pages that nobody sees draw nothing; their timers run. */
const HIDDEN_MS = 500;

export interface LogView {
  /** Shows a row with the next frame, if it fits. */
  add(row: Row): void;
  /** Draws all of it anew: another filter, or all is cleared. */
  redraw(): void;
  /** Tells of what stands around the list with the next frame. */
  touch(): void;
  paused: boolean;
  rowOf(element: Element): Row | undefined;
  /** How many came while paused. */
  readonly waiting: number;
}

/** Keeps the list in step with the log: the newest on top, a bounded number, drawn at most once a frame. */
export function createLogView(log: Log, onDrawn: () => void): LogView {
  const list = byId('rows', HTMLElement);
  let pending: Row[] = [];
  let scheduled = false;
  let paused = false;
  let waiting = 0;
  let rows = new WeakMap<Element, Row>();

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    if (document.hidden) setTimeout(draw, HIDDEN_MS);
    else requestAnimationFrame(draw);
  }

  function viewOf(row: Row): HTMLElement {
    const view = rowView(row);
    rows.set(view, row);
    return view;
  }

  function draw(): void {
    scheduled = false;
    if (!paused && pending.length > 0) {
      const fitting = pending.filter((row) => log.fits(row)).slice(-SHOWN);
      pending = [];
      // Whoever reads further down stays where they are.
      const { scrollTop, scrollHeight } = list;
      list.prepend(...fitting.reverse().map(viewOf));
      if (scrollTop > 0) list.scrollTop = scrollTop + list.scrollHeight - scrollHeight;
      while (list.childElementCount > SHOWN) list.lastElementChild?.remove();
    }
    if (list.firstElementChild && !list.querySelector('[tabindex="0"]')) {
      list.firstElementChild.setAttribute('tabindex', '0');
    }
    onDrawn();
  }

  return {
    add(row) {
      if (paused) waiting++;
      else {
        pending.push(row);
        if (pending.length > 2 * SHOWN) pending = pending.slice(-SHOWN);
      }
      schedule();
    },
    redraw() {
      pending = [];
      rows = new WeakMap();
      list.replaceChildren(...log.newest(SHOWN).map(viewOf));
      list.scrollTop = 0;
      schedule();
    },
    touch: schedule,
    rowOf: (element) => rows.get(element),
    get paused() {
      return paused;
    },
    set paused(value) {
      paused = value;
      waiting = 0;
      if (!paused) this.redraw();
    },
    get waiting() {
      return waiting;
    },
  };
}

/** What stands in the place of the list while there is nothing in it. */
export function showEmptiness(log: Log, state: 'loading' | 'live' | 'away', showAll: () => void): void {
  const list = byId('rows', HTMLElement);
  const empty = byId('empty', HTMLElement);
  empty.hidden = list.childElementCount > 0;
  list.hidden = !empty.hidden;
  if (empty.hidden) return;
  const kind = state === 'loading' ? 'loading' : log.empty ? state : 'filtered';
  if (empty.dataset.kind === kind) return;
  empty.dataset.kind = kind;
  empty.replaceChildren(...emptiness(kind, showAll));
}

function emptiness(kind: string, showAll: () => void): Node[] {
  if (kind === 'loading') return [el('p', { class: 'headline' }, 'Reading what has happened …')];
  if (kind === 'away') return [el('p', { class: 'headline' }, 'The mock server does not answer.')];
  if (kind === 'filtered') {
    const all = el('button', { type: 'button' }, 'Show everything');
    all.addEventListener('click', showAll);
    return [el('p', { class: 'headline' }, 'Nothing fits this filter.'), all];
  }
  const curl = `curl -H 'X-Pulse-Key: pulse_key_dev' \\\n     -H 'X-Pulse-Secret: pulse_secret_dev' \\\n     ${location.origin}/v1/feeds/user:maya`;
  return [
    el('p', { class: 'headline' }, 'Nothing has happened yet.'),
    el('p', {}, 'Requests, sockets and events appear here the moment they happen. Start your app, or try:'),
    el('pre', {}, curl),
  ];
}
