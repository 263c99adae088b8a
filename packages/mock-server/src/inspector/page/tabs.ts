import { byId } from './dom.js';

/** Where there is no room for two columns, one of them is shown. */
export function showTabs(): void {
  const tabs = [...document.querySelectorAll<HTMLButtonElement>('[role="tab"]')];

  function choose(tab: HTMLButtonElement): void {
    for (const other of tabs) {
      other.setAttribute('aria-selected', String(other === tab));
      other.tabIndex = other === tab ? 0 : -1;
      byId(other.getAttribute('aria-controls') ?? '', HTMLElement).classList.toggle('away', other !== tab);
    }
  }
  for (const [at, tab] of tabs.entries()) {
    tab.addEventListener('click', () => choose(tab));
    tab.addEventListener('keydown', ({ key }) => {
      if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
      const next = tabs[(at + 1) % tabs.length] as HTMLButtonElement;
      choose(next);
      next.focus();
    });
  }
}
