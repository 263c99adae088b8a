import { byId } from './dom.js';

const SHOWN_MS = 5_000;
let hide: ReturnType<typeof setTimeout> | undefined;

/** Says in passing how something went; screen readers read it out. */
export function notify(text: string, tone: 'good' | 'bad' = 'good'): void {
  const toast = byId('toast', HTMLElement);
  toast.textContent = text;
  toast.className = `toast shown ${tone}`;
  clearTimeout(hide);
  hide = setTimeout(() => toast.classList.remove('shown'), SHOWN_MS);
}
