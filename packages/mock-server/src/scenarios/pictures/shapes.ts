import { createRandom } from '../random.js';
import { PICTURE_SIZE } from './picture-size.js';

const { width, height } = PICTURE_SIZE;

/** A picture of the usual size. */
export const svg = (...parts: string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`;

/** Colours from above to below; `a#8` is transparent by the last digits, as CSS has it. */
export const gradient = (id: string, colors: readonly string[], more = 'x2="0" y2="1"'): string =>
  `<linearGradient id="${id}" ${more}>${stops(colors)}</linearGradient>`;

export const glow = (id: string, colors: readonly string[], more = ''): string =>
  `<radialGradient id="${id}" ${more}>${stops(colors)}</radialGradient>`;

const stops = (colors: readonly string[]): string =>
  colors
    .map((color, at) => `<stop offset="${+(at / (colors.length - 1)).toFixed(2)}" stop-color="${color}"/>`)
    .join('');

export const rect = (fill: string, x = 0, y = 0, w: number = width, h: number = height): string =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}"/>`;

export const circle = (cx: number, cy: number, r: number, fill: string, more = ''): string =>
  `<circle cx="${cx}" cy="${cy}" r="${r}" fill="${fill}" ${more}/>`;

export const ellipse = (cx: number, cy: number, rx: number, ry: number, fill: string, more = ''): string =>
  `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${fill}" ${more}/>`;

export const path = (d: string, fill: string, more = ''): string => `<path d="${d}" fill="${fill}" ${more}/>`;

export const line = (d: string, stroke: string, w: number, more = ''): string =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${w}" stroke-linecap="round" ${more}/>`;

export const group = (attributes: string, ...parts: string[]): string => `<g ${attributes}>${parts.join('')}</g>`;

/** Whole numbers from a name, for shapes that look as if they had grown. */
export function grown(name: string): (from: number, to: number) => number {
  const random = createRandom(name);
  return (from, to) => Math.round(from + (to - from) * random.next());
}

/** Soft hills that go through these heights, one after the other, down to the lower edge. */
export function hills(heights: readonly number[]): string {
  const step = width / (heights.length - 1);
  const [first = 0] = heights;
  const curves = heights
    .slice(1)
    .map((y, at) => `S${Math.round((at + 0.6) * step)} ${y} ${Math.round((at + 1) * step)} ${y}`);
  return `M0 ${height}V${first}${curves.join('')}V${height}z`;
}
