import './styles.css';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { blend, contrast } from '../testing/contrast.js';

const TEXT = 4.5;
const SHAPE = 3;

const GROUNDS = ['canvas', 'surface', 'sunken'];
const token = (name: string) => `var(--pulse-color-${name})`;

/** Which colours stand on which; a ground may have several layers. */
const PAIRS: [front: string, ground: string[], atLeast: number][] = [
  ...GROUNDS.flatMap((ground) => [
    ...['text', 'text-muted', 'text-subtle', 'accent-text', 'danger-text', 'warning-text', 'success-text'].flatMap(
      (front): [string, string[], number][] => [
        [front, [ground], TEXT],
        [front, [ground, 'hover'], TEXT],
      ],
    ),
    ...['border-strong', 'focus', 'accent', 'danger', 'warning', 'success', 'gray-9'].map(
      (front): [string, string[], number] => [front, [ground], SHAPE],
    ),
  ]),
  ...['accent', 'danger', 'warning', 'success'].map((tone): [string, string[], number] => [
    `${tone}-text`,
    [`${tone}-soft`],
    TEXT,
  ]),
  ['text', ['accent-soft'], TEXT],
  ['text-muted', ['accent-soft'], TEXT],
  ['on-accent', ['accent'], TEXT],
  ['on-accent', ['accent-hover'], TEXT],
  ['on-inverse', ['inverse'], TEXT],
  ['text-muted', ['gray-3'], TEXT],
  ['text-muted', ['gray-4'], TEXT],
  ['text-muted', ['gray-5'], TEXT],
  ['text-subtle', ['gray-3'], TEXT],
];

const BRANDS = ['#06f', '#e11d48', '#f97316', '#facc15', '#16a34a', '#0d9488', '#7c3aed', '#db2777', '#111', '#94a3b8'];
/** Of any brand, what must hold by itself. */
const BRANDED: [front: string, ground: string][] = [
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['accent-text', 'canvas'],
  ['accent-text', 'surface'],
  ['accent-text', 'accent-soft'],
];

let scope: HTMLElement;

beforeEach(() => {
  scope = document.createElement('div');
  document.body.append(scope);
});
afterEach(() => scope.remove());

describe.each(['light', 'dark'])('in %s', (theme) => {
  beforeEach(() => {
    scope.dataset.theme = theme;
  });

  test.each(PAIRS.map(([front, ground, atLeast]) => ({ front, ground: ground.join(' + '), layers: ground, atLeast })))(
    '$front on $ground reaches $atLeast',
    ({ front, layers, atLeast }) => {
      const below = layers.map(token);
      expect(contrast(blend([...below, token(front)], scope), blend(below, scope))).toBeGreaterThanOrEqual(atLeast);
    },
  );

  test('the gradient is the one of the brand', () => {
    const ends = ['#0066ff', '#00a3ff'].map((colour) => blend([colour], scope));
    scope.style.background = 'var(--pulse-gradient)';
    const drawn = getComputedStyle(scope).backgroundImage.match(/oklch\([^)]*\)|rgb\([^)]*\)/g) ?? [];
    expect(drawn.map((colour) => blend([colour], scope))).toEqual(ends);
  });

  test('initials can be read on every hue', () => {
    for (let hue = 0; hue < 360; hue += 5) {
      const ground = blend([`oklch(var(--pulse-tint) ${hue})`], scope);
      expect(contrast(blend([`oklch(var(--pulse-tint-ink) ${hue})`], scope), ground)).toBeGreaterThanOrEqual(TEXT);
    }
  });

  test.each(BRANDS)('whoever takes %s for a brand can read it', (brand) => {
    scope.style.setProperty('--pulse-color-accent', brand);
    for (const [front, ground] of BRANDED) {
      const ratio = contrast(blend([token(front)], scope), blend([token(ground)], scope));
      expect(ratio, `${front} on ${ground}`).toBeGreaterThanOrEqual(TEXT);
    }
  });
});
