import type { MockEvent } from '../../events/mock-event.js';
import { ask } from './api.js';
import { createDetail } from './detail.js';
import { byId, el } from './dom.js';
import { KINDS, type Kind } from './entry.js';
import { Log } from './log.js';
import { createLogView, showEmptiness } from './log-view.js';

export type LinkState = 'loading' | 'live' | 'away';

const LINK: Readonly<Record<LinkState, string>> = {
  loading: 'Connecting …',
  live: 'Live',
  away: 'Server away, trying again …',
};

export interface LogPanel {
  add(entry: MockEvent): void;
  clear(): void;
  tell(state: LinkState): void;
}

/** The list of what happens, with its filter, and the detail of what is chosen in it. */
export function createLogPanel(): LogPanel {
  const log = new Log();
  const list = byId('rows', HTMLElement);
  const pause = byId('pause', HTMLButtonElement);
  const search = byId('search', HTMLInputElement);
  const user = byId('user', HTMLSelectElement);
  const link = byId('link', HTMLElement);
  let state: LinkState = 'loading';

  const view = createLogView(log, () => {
    showEmptiness(log, state, showAll);
    for (const kind of KINDS) byId(`count-${kind}`, HTMLElement).textContent = String(log.counts[kind]);
    // Behind the first option, for everybody, they stand in the order in which they came.
    const known = user.options.length - 1;
    if (log.users.size > known) {
      user.append(...[...log.users].slice(known).map((name) => el('option', { value: name }, name)));
    }
    drawLink();
  });
  const detail = createDetail(() => {
    const chosen = list.querySelector<HTMLElement>('[aria-selected="true"]');
    chosen?.setAttribute('aria-selected', 'false');
    chosen?.focus();
  });

  function drawLink(): void {
    const text = state === 'live' && view.paused ? `Paused, ${view.waiting} new` : LINK[state];
    link.dataset.state = state === 'live' && view.paused ? 'paused' : state;
    if (link.textContent !== text) link.textContent = text;
  }

  function filter(change: Partial<Log['filter']>): void {
    log.filter = { ...log.filter, ...change };
    for (const kind of KINDS) {
      byId(`kind-${kind}`, HTMLElement).setAttribute('aria-pressed', String(log.filter.kinds.has(kind)));
    }
    view.redraw();
  }
  function showAll(): void {
    search.value = '';
    user.value = '';
    filter({ kinds: new Set(KINDS), user: '', text: '' });
  }
  function toggle(kind: Kind): void {
    const kinds = new Set(log.filter.kinds);
    if (!kinds.delete(kind)) kinds.add(kind);
    filter({ kinds });
  }
  for (const kind of KINDS) byId(`kind-${kind}`, HTMLButtonElement).addEventListener('click', () => toggle(kind));
  search.addEventListener('input', () => filter({ text: search.value.trim().toLowerCase() }));
  user.addEventListener('change', () => filter({ user: user.value }));

  function setPaused(paused: boolean): void {
    view.paused = paused;
    pause.setAttribute('aria-pressed', String(paused));
    pause.textContent = paused ? 'Resume' : 'Pause';
    drawLink();
  }
  pause.addEventListener('click', () => setPaused(!view.paused));
  byId('clear', HTMLButtonElement).addEventListener('click', async () => {
    if (await ask('DELETE', '/events')) clear();
  });

  function clear(): void {
    log.clear();
    detail.close();
    user.replaceChildren(...[...user.options].slice(0, 1));
    filter({ user: '' });
  }

  function choose(element: Element | null | undefined): void {
    const row = element && view.rowOf(element);
    if (!row) return;
    for (const other of list.querySelectorAll('[aria-selected="true"]')) other.setAttribute('aria-selected', 'false');
    element.setAttribute('aria-selected', 'true');
    detail.show(row);
  }
  function moveTo(element: Element | null): void {
    if (!(element instanceof HTMLElement)) return;
    for (const other of list.querySelectorAll('[tabindex="0"]')) other.setAttribute('tabindex', '-1');
    element.tabIndex = 0;
    element.focus();
    if (detail.open) choose(element);
  }
  list.addEventListener('click', ({ target }) => {
    const row = target instanceof Element ? target.closest('.row') : null;
    moveTo(row);
    choose(row);
  });
  list.addEventListener('keydown', (event) => {
    const row = document.activeElement?.closest('.row');
    if (!row) return;
    const to: Record<string, Element | null> = {
      ArrowDown: row.nextElementSibling,
      ArrowUp: row.previousElementSibling,
      Home: list.firstElementChild,
      End: list.lastElementChild,
    };
    if (event.key in to) moveTo(to[event.key] ?? null);
    else if (event.key === 'Enter' || event.key === ' ') choose(row);
    else return;
    event.preventDefault();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') detail.close();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
    if (event.key === '/') search.focus();
    else if (event.key === 'p') setPaused(!view.paused);
    else return;
    event.preventDefault();
  });

  return {
    add: (entry) => view.add(log.add(entry)),
    clear,
    tell(next) {
      state = next;
      byId('controls', HTMLElement).inert = next === 'away';
      view.touch();
    },
  };
}
