import { ask } from './api.js';
import { byId } from './dom.js';

export interface ShownClock {
  now: string;
  frozen: boolean;
}

/** The mock's time, which goes on here as it does there. */
export function createClockCard(onMoved: () => void) {
  const time = byId('clock-time', HTMLElement);
  const date = byId('clock-date', HTMLElement);
  const freeze = byId('clock-freeze', HTMLButtonElement);
  let clock: ShownClock | null = null;
  let behindMs = 0;

  function draw(): void {
    if (!clock) return;
    const now = new Date(clock.frozen ? clock.now : Date.now() + behindMs);
    time.textContent = now.toLocaleTimeString([], {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hour12: false,
    });
    date.textContent = now.toLocaleDateString([], {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    });
    freeze.textContent = clock.frozen ? 'Resume' : 'Freeze';
    freeze.setAttribute('aria-pressed', String(clock.frozen));
    byId('clock-frozen', HTMLElement).hidden = !clock.frozen;
  }

  function show(next: ShownClock | null): void {
    if (!next) return;
    clock = next;
    behindMs = new Date(next.now).getTime() - Date.now();
    draw();
  }
  async function move(body: object): Promise<void> {
    show(await ask<ShownClock>('POST', '/clock', body));
    onMoved();
  }
  for (const element of document.querySelectorAll<HTMLButtonElement>('[data-advance]')) {
    element.addEventListener('click', () => void move({ advanceMs: Number(element.dataset.advance) }));
  }
  freeze.addEventListener('click', () => void move(clock?.frozen ? { resume: true } : { freeze: true }));
  setInterval(draw, 250);
  return show;
}
