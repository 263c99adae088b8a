import { byId, el } from './dom.js';
import { type Row, timeOf } from './entry.js';
import { jsonView } from './json-view.js';

export interface Detail {
  show(row: Row): void;
  close(): void;
  readonly open: boolean;
}

/** The whole of one entry, beside the list. */
export function createDetail(onClosed: () => void): Detail {
  const panel = byId('detail', HTMLElement);
  const body = byId('detail-body', HTMLElement);
  const title = byId('detail-title', HTMLElement);
  const copy = byId('detail-copy', HTMLButtonElement);
  let shown: Row | null = null;

  function close(): void {
    if (!shown) return;
    shown = null;
    panel.hidden = true;
    document.body.classList.remove('detailed');
    onClosed();
  }
  byId('detail-close', HTMLButtonElement).addEventListener('click', close);
  copy.addEventListener('click', async () => {
    if (!shown) return;
    await navigator.clipboard.writeText(JSON.stringify(shown.entry, null, 2));
    copy.textContent = 'Copied';
    setTimeout(() => {
      copy.textContent = 'Copy';
    }, 1_500);
  });

  return {
    show(row) {
      shown = row;
      const { entry } = row;
      title.replaceChildren(entry.kind, el('span', { class: 'soft' }, `#${entry.seq} · ${timeOf(entry.at)}`));
      copy.textContent = 'Copy';
      body.replaceChildren(...facts(row), jsonView(entry));
      body.scrollTop = 0;
      panel.hidden = false;
      document.body.classList.add('detailed');
    },
    close,
    get open() {
      return shown !== null;
    },
  };
}

/** What people look for first. */
function facts({ entry }: Row): HTMLElement[] {
  const lines: [string, string | number | null][] = [];
  if (entry.kind === 'request') {
    lines.push(['Call', `${entry.method} ${entry.path}`], ['Route', entry.route ?? 'none']);
    lines.push(['Caller', entry.user ?? 'nobody'], ['Request id', entry.requestId]);
  }
  if (entry.kind === 'event') {
    lines.push(['Type', entry.event.type], ['Channel', entry.event.ch], ['Offset', entry.event.offset]);
  }
  if (entry.kind === 'socket' || entry.kind === 'frame') {
    lines.push(['Socket', entry.socket], ['User', entry.user ?? 'nobody yet, or a server']);
  }
  if (entry.kind === 'fault') lines.push(['Fault', entry.fault], ['Struck', entry.target]);
  const known = lines.filter((line): line is [string, string | number] => line[1] !== null);
  return [el('dl', {}, ...known.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, String(value))]))];
}
