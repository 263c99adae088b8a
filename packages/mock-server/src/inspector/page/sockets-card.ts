import type { OpenSocket } from '../../sockets/socket-actions.js';
import { ask } from './api.js';
import { button, byId, el } from './dom.js';
import { notify } from './notify.js';

/** The sockets that are open, each to be dropped or held still. */
export function createSocketsCard(refresh: () => void) {
  const list = byId('sockets', HTMLElement);
  const count = byId('sockets-count', HTMLElement);
  let drawn = '';

  async function act(what: 'drop' | 'half-open', choice: { socket?: number }, told: string): Promise<void> {
    const answer = await ask<{ sockets: number }>('POST', `/sockets/${what}`, choice);
    if (answer) notify(answer.sockets === 0 ? 'There was no socket any more.' : told);
    refresh();
  }
  byId('drop-all', HTMLButtonElement).addEventListener(
    'click',
    () => void act('drop', {}, 'All sockets were dropped.'),
  );
  byId('expire-tokens', HTMLButtonElement).addEventListener('click', async () => {
    if (await ask('POST', '/tokens/expire', {})) notify('All tokens made until now have expired.');
    refresh();
  });

  function view({ socket, user, halfOpen }: OpenSocket): HTMLElement {
    const name = user ?? 'server or not let in yet';
    const of = `socket ${socket}${user === null ? '' : ` of ${user}`}`;
    return el(
      'li',
      {},
      el('span', { class: `dot ${halfOpen ? 'poor' : 'good'}` }),
      el('span', { class: user === null ? 'name soft' : 'name' }, name, el('span', { class: 'soft' }, ` #${socket}`)),
      halfOpen
        ? el('span', { class: 'tag' }, 'half-open')
        : button('Half-open', () => void act('half-open', { socket }, `It hears and says nothing any more.`), {
            'aria-label': `Half-open ${of}`,
            title: 'It stays open, and neither says nor hears anything any more',
          }),
      button('Drop', () => void act('drop', { socket }, 'The socket was dropped.'), {
        'aria-label': `Drop ${of}`,
        title: 'Ends it with no goodbye (1006)',
      }),
    );
  }

  return (sockets: readonly OpenSocket[]): void => {
    const now = JSON.stringify(sockets);
    if (now === drawn) return;
    drawn = now;
    count.textContent = String(sockets.length);
    byId('drop-all', HTMLButtonElement).disabled = sockets.length === 0;
    list.replaceChildren(
      ...(sockets.length > 0 ? sockets.map(view) : [el('li', { class: 'none' }, 'Nobody is connected.')]),
    );
  };
}
