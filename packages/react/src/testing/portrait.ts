import { hueOf } from '../lib/initials.js';

/** A drawn head in colours of the name: an image that needs no network. */
export function portrait(name: string): string {
  const hue = hueOf(name);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="hsl(${hue} 60% 78%)"/><circle cx="32" cy="26" r="12" fill="hsl(${(hue + 200) % 360} 40% 32%)"/><path d="M8 64c2-16 12-22 24-22s22 6 24 22z" fill="hsl(${(hue + 30) % 360} 55% 48%)"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
