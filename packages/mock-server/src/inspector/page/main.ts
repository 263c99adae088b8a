import type { OpenSocket } from '../../sockets/socket-actions.js';
import { read } from './api.js';
import { createClockCard, type ShownClock } from './clock-card.js';
import { createDataCard } from './data-card.js';
import { createFaultsCard, type ShownFault } from './faults-card.js';
import { createLogPanel } from './log-panel.js';
import { createSocketsCard } from './sockets-card.js';
import { listen } from './stream.js';
import { showTabs } from './tabs.js';

/** How often what the stream does not tell is looked at. */
const LOOK_MS = 5_000;
/** What comes together is looked at once. */
const GATHER_MS = 150;

let gathering = false;
function refresh(): void {
  if (gathering) return;
  gathering = true;
  setTimeout(async () => {
    gathering = false;
    const [sockets, faults, clock] = await Promise.all([
      read<{ data: OpenSocket[] }>('/sockets'),
      read<{ data: ShownFault[] }>('/faults'),
      read<ShownClock>('/clock'),
    ]);
    if (sockets) showSockets(sockets.data);
    if (faults) showFaults(faults.data);
    showClock(clock);
  }, GATHER_MS);
}

const panel = createLogPanel();
const showSockets = createSocketsCard(refresh);
const showFaults = createFaultsCard(refresh);
const showClock = createClockCard(refresh);
void createDataCard(() => {
  panel.clear();
  refresh();
});
showTabs();

listen({
  entry(entry) {
    panel.add(entry);
    if (entry.kind === 'socket' || entry.kind === 'fault') refresh();
  },
  live(fresh) {
    if (fresh) panel.clear();
    panel.tell('live');
    refresh();
  },
  away: () => panel.tell('away'),
});
setInterval(() => {
  if (!document.hidden) refresh();
}, LOOK_MS);
