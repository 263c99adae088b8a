let names = 0;

/** Ties a popover to an element by a CSS anchor, which keeps its name for the next popover. */
export function anchorTo(popover: HTMLElement, target: HTMLElement): void {
  const name = target.style.getPropertyValue('anchor-name') || `--pulse-anchor-${++names}`;
  target.style.setProperty('anchor-name', name);
  popover.style.setProperty('position-anchor', name);
}
