import { circle, gradient, group, line, path, rect, svg } from './shapes.js';

const [INK, CREAM, RED, BLUE, OCHRE, TEAL] = ['#1c1b22', '#f4ead6', '#d8432f', '#24509b', '#e6a823', '#2f8f83'];

/** Circles, arcs and bars in primary colours. */
export const bauhaus = (): string => {
  const tile = (at: number, ground: string, ...parts: string[]) =>
    group(
      `transform="translate(${(at % 4) * 200} ${Math.floor(at / 4) * 200})"`,
      rect(ground, 0, 0, 200, 200),
      ...parts,
    );
  const quarter = (r: number, fill: string, turn = 0) =>
    path(`M0 0h${r}A${r} ${r} 0 0 1 0 ${r}z`, fill, `transform="rotate(${turn} 100 100)"`);
  const bars = (fill: string) => [0, 1, 2, 3].map((n) => rect(fill, 0, 12 + n * 50, 200, 25));
  return svg(
    tile(0, CREAM, quarter(200, RED), quarter(130, CREAM), quarter(70, INK)),
    tile(1, BLUE, circle(100, 100, 72, OCHRE), path('M100 28a72 72 0 0 1 0 144z', CREAM)),
    tile(2, OCHRE, ...bars(INK)),
    tile(3, TEAL, quarter(200, CREAM, 90), quarter(100, RED, 90)),
    tile(4, INK, path('M0 200L100 0l100 200z', OCHRE), circle(100, 132, 34, INK)),
    tile(5, CREAM, quarter(200, BLUE, 270), quarter(200, RED, 90), circle(100, 100, 30, CREAM)),
    tile(6, RED, path('M0 0h200L0 200z', CREAM), circle(150, 150, 34, INK)),
    tile(7, CREAM, ...[90, 66, 42, 18].map((r, n) => circle(100, 100, r, n % 2 ? CREAM : INK))),
    tile(8, TEAL, path('M0 100a100 100 0 0 1 200 0zM0 200a100 100 0 0 1 200 0z', CREAM)),
    tile(9, OCHRE, quarter(200, INK, 180), quarter(120, RED, 180)),
    tile(10, CREAM, path('M0 0h100v100h100v100H100V100H0z', BLUE), circle(150, 50, 32, RED)),
    tile(
      11,
      BLUE,
      path('M0 0l200 200H0z', RED),
      line('M60 140h0M60 100h0M20 180h0M20 140h0M100 180h0M60 180h0', CREAM, 16),
    ),
    rect('none'),
  );
};

/** Blue waves in rows, like a woodblock print. */
export const waves = (): string => {
  const rows = Array.from({ length: 8 }, (_, row) =>
    Array.from(
      { length: 7 },
      (_, at) => `<use href="#w" x="${at * 140 - (row % 2 ? 90 : 20)}" y="${300 + row * 42}"/>`,
    ).join(''),
  );
  return svg(
    gradient('s', ['#f7d9b5', '#f3efe0', '#dcebe6']),
    gradient('d', ['#0b2a5e00', '#0b2a5ecc']),
    `<defs><g id="w">${circle(0, 0, 70, '#f4efe1')}${circle(0, 0, 65, '#1f4f96')}${circle(0, 0, 52, '#f4efe1')}${circle(0, 0, 47, '#2f74bd')}${circle(0, 0, 35, '#f4efe1')}${circle(0, 0, 30, '#66a9d8')}${circle(0, 0, 18, '#f4efe1')}${circle(0, 0, 12, '#1f4f96')}</g></defs>`,
    rect('url(#s)'),
    circle(560, 170, 96, '#d8412f'),
    line('M90 110h150m-90 26h170M600 70h120m-60 26h100', '#fffaf0', 12, 'opacity=".9"'),
    path('M120 290L250 120l40 42 30-24 150 152z', '#5b7fae'),
    path('M250 120l40 42 30-24 50 51-34 12-26-24-28 30-22-32-30 26-30-10z', '#fdfaf2'),
    ...rows,
    rect('url(#d)', 0, 380, 800, 220),
    path('M300 326q80 40 180 0l-22 40H326z', '#7a3b22'),
    path('M384 200v128h-60zM394 220l66 108h-66z', '#fbf3e2'),
    line('M389 190v140', '#5a2a18', 6),
  );
};

/** Coloured ribbons that cross each other. */
export const ribbons = (): string => {
  const ribbon = (d: string, colors: readonly string[]) =>
    group(
      'fill="none"',
      `<path d="${d}" stroke="#150a33" stroke-width="118" opacity=".28" transform="translate(8 16)"/>`,
      ...colors.map((color, at) => `<path d="${d}" stroke="${color}" stroke-width="${110 - at * 26}"/>`),
    );
  const sunset = ['#ff4d6d', '#ff7a59', '#ffb14a', '#ffe08a'];
  const sea = ['#0b6e8f', '#16a3a6', '#5fd4b4', '#c8f5d9'];
  const night = ['#4b2fb8', '#7a4be0', '#b27bff', '#e6ccff'];
  return svg(
    gradient('b', ['#241352', '#150b35'], 'x2="1" y2="1"'),
    rect('url(#b)'),
    ribbon('M-60 120C160 60 240 260 400 300S660 560 880 470', sunset),
    ribbon('M-60 480C140 560 260 380 400 300S640 40 880 130', sea),
    ribbon('M180-80C120 140 330 200 330 330S200 520 260 700', night),
    ribbon('M640-80C560 120 690 210 650 340S520 500 600 700', night),
    circle(700, 90, 5, '#fff', 'opacity=".8"'),
    line('M90 300h0M480 90h0M760 310h0M420 540h0M60 40h0', '#fff', 6, 'opacity=".7"'),
  );
};
