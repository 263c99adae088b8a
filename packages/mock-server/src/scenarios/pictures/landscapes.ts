import { circle, glow, gradient, group, grown, hills, line, path, rect, svg } from './shapes.js';

/** Dunes under a low sun. */
export const dunes = (): string =>
  svg(
    gradient('s', ['#2a2a5e', '#7d3c78', '#e8646f', '#ffb56b', '#ffd99a']),
    glow('g', ['#fff4d6', '#ffdc9acc', '#ffb56b00']),
    gradient('a', ['#ffb469', '#e2784a', '#b9503f'], 'x1=".3" x2=".5" y2="1"'),
    gradient('b', ['#a03f52', '#6b2547', '#4a1a3f'], 'x1="1" x2=".6" y2="1"'),
    gradient('c', ['#ffc67c', '#ee8a4c', '#c95a3c'], 'x2=".2" y2="1"'),
    gradient('d', ['#7d2c4b', '#3d143a'], 'x1="1" x2="0" y2=".6"'),
    rect('url(#s)'),
    circle(560, 262, 240, 'url(#g)'),
    circle(560, 262, 56, '#fff6df'),
    path(hills([330, 292, 318, 286, 312, 300, 288]), '#b5485f', 'opacity=".75"'),
    path('M0 396C120 376 200 336 286 296C400 322 560 368 800 352V600H0z', 'url(#a)'),
    path('M286 296C330 346 236 392 292 456S400 540 350 600H0V396C120 376 200 336 286 296z', 'url(#b)'),
    path('M520 359l5-15 4 16zm24 3l4-12 3 13zm30 1l5-18 4 18zm28-1l4-13 3 13z', '#3a1430'),
    line('M522 362l-34 12m56-9l-32 12m62-11l-34 13m62-14l-30 12', '#3a1430', 3, 'opacity=".4"'),
    path('M0 530C200 516 430 470 604 404C670 412 740 424 800 420V600H0z', 'url(#c)'),
    path('M604 404C580 452 676 486 620 530S520 572 560 600H0V530C200 516 430 470 604 404z', 'url(#d)'),
    ...[0, 1, 2, 3, 4].map((n) =>
      line(`M${660 - n * 6} ${452 + n * 27}q70 ${20 - n * 2} 150 ${6 + n * 2}`, '#fff2d0', 3, 'opacity=".3"'),
    ),
    line('M120 90q12-14 24 0q12-14 24 0M210 130q9-10 18 0q9-10 18 0', '#ffd9c4', 3, 'opacity=".8"'),
  );

/** Snow-covered mountains over a lake in the morning. */
export const alps = (): string =>
  svg(
    gradient('s', ['#33539c', '#8b9fd6', '#f6c2b4', '#ffe1bd']),
    gradient('l', ['#ffe0c2', '#7f9ac9', '#27467f']),
    rect('url(#s)'),
    circle(600, 250, 34, '#fff5df', 'opacity=".9"'),
    group(
      'id="m"',
      path(hills([330, 306, 336, 300, 330, 296, 330]).replaceAll('600', '380'), '#a9aed4'),
      path('M-20 380L120 214l60 58 70-112 60 70 110-150 96 128 54-48 90 116 60-40 190 146z', '#5b6ba6'),
      path('M420 80l96 128 54-48 90 116 60-40 170 144H470l-34-120 18-60-30-40z', '#3c4a85'),
      path('M250 160l60 70 40-54-24 92-30-34-20 44-40-50zM120 214l60 58-26 22-26-28-30 36z', '#3c4a85'),
      path('M420 80l-74 101 22 36 22-30 20 44 14-60 26 30 34-16 32 23z', '#fff4ea'),
      path('M420 80l96 128-32-23-34 16 4-60z', '#cdd5f0'),
      path('M250 160l-41 65 18 14 22-22 22 36 10-30 29 7z', '#fff4ea'),
      path('M570 160l-41 37 20 22 20-18 24 30 8-20 26 12z', '#dfe3f5'),
    ),
    rect('url(#l)', 0, 380, 800, 220),
    '<use href="#m" transform="matrix(1 0 0 -.62 0 616)" opacity=".42"/>',
    line('M70 420h120m300 14h90M210 456h190m160 26h150M90 512h120m200 22h220', '#fff', 3, 'opacity=".35"'),
    path('M0 380h800v7H0z', '#26386d', 'opacity=".6"'),
    path(firs(grown('alps'), 14, 388, 44, [0, 250]) + firs(grown('shore'), 10, 388, 36, [610, 800]), '#1d2b57'),
    path('M0 600V540q120-30 250 20t150 40zM800 600v-70q-110-4-210 70z', '#14204a'),
    path(firs(grown('near'), 5, 570, 190, [-10, 140]) + firs(grown('right'), 4, 576, 210, [680, 800]), '#0e1839'),
  );

/** Fir trees between two sides, as one path. */
function firs(
  grow: ReturnType<typeof grown>,
  count: number,
  y: number,
  h: number,
  [from, to]: [number, number],
): string {
  return Array.from({ length: count }, (_, at) => {
    const x = Math.round(from + ((at + 0.5) / count) * (to - from)) + grow(-9, 9);
    const tall = grow(h * 0.6, h);
    const [w, step] = [Math.max(2, Math.round(tall * 0.1)), Math.round(tall / 3)];
    const half = w >> 1;
    const right = `l${w} ${step}h-${half}l${w} ${step}h-${half}l${w} ${step}`;
    const left = `l${w}-${step}h-${half}l${w}-${step}h-${half}z`;
    return `M${x} ${y - tall}${right}h-${2 * (3 * w - 2 * half)}${left}`;
  }).join('');
}

/** Fir trees in the fog. */
export const forest = (): string => {
  const layers = [
    ['#b9d2cd', 300, 84, 17],
    ['#86aeab', 372, 140, 12],
    ['#4c7f80', 456, 210, 9],
    ['#1f4f55', 560, 300, 6],
    ['#0b2a31', 650, 430, 4],
  ] as const;
  return svg(
    gradient('s', ['#f3e7d3', '#dfe6dc', '#c3d6d0']),
    gradient('f', ['#e9efe700', '#e9efe7b0']),
    rect('url(#s)'),
    circle(560, 150, 62, '#fff8e6', 'opacity=".9"'),
    path(hills([230, 190, 215, 165, 220, 200, 240]), '#cfdfd8'),
    ...layers.flatMap(([color, y, h, count], at) => [
      path(`${firs(grown(`forest ${at}`), count, y + 20, h, [-20, 820])}M0 600V${y}H800V600z`, color),
      at < 4 ? rect('url(#f)', 0, y - 70, 800, 160) : '',
    ]),
    line('M250 120q10-12 20 0q10-12 20 0M320 88q8-9 16 0q8-9 16 0M300 150q7-8 14 0q7-8 14 0', '#40696b', 3),
  );
};

/** Green northern lights over dark hills. */
export const aurora = (): string => {
  const grow = grown('aurora stars');
  const stars = Array.from({ length: 70 }, () => `M${grow(0, 800)} ${grow(0, 380)}h0`).join('');
  return svg(
    gradient('s', ['#050b24', '#0d2347', '#1c4a63']),
    gradient('a', ['#8f5bff00', '#7a7bff66', '#4df0b0', '#c6ffe0']),
    gradient('b', ['#ff7ad900', '#c07aff55', '#37e6a0cc', '#9dffd0']),
    '<filter id="f" x="-5%" width="110%"><feTurbulence baseFrequency=".018 .0006" numOctaves="3" seed="7"/><feColorMatrix values="0 0 0 0 1 0 0 0 0 1 0 0 0 0 1 2.6 0 0 0-.5"/><feComposite in="SourceGraphic" operator="in"/><feGaussianBlur stdDeviation="2 7"/></filter>',
    rect('url(#s)'),
    line(stars, '#fff', 2.4, 'opacity=".75"'),
    group(
      'filter="url(#f)"',
      path(
        'M-60 10H860V210C780 300 720 190 620 220S470 330 360 270 180 170 90 230-20 280-60 250z',
        'url(#b)',
        'opacity=".7"',
      ),
      path(
        'M-60 60H860V330C760 270 700 380 590 350S430 250 320 300 170 400 80 340-20 300-60 320z',
        'url(#a)',
        'opacity=".95"',
      ),
    ),
    path(hills([430, 372, 420, 350, 410, 366, 440]), '#0c2740'),
    path(hills([470, 440, 486, 452, 430, 470, 446]), '#081a30'),
    rect('#0b2338', 0, 500, 800, 100),
    line('M60 520h150m200 18h240M120 556h120m260 14h150', '#6ff2ba', 4, 'opacity=".3"'),
    path('M0 600v-62q190-50 400 10t400-24v76z', '#040d1c'),
    path('M548 520v-34l38-26 38 26v34z', '#12060a'),
    path('M542 490l44-32 44 32-6 6-38-27-38 27z', '#2c4058'),
    rect('#ffc766', 576, 492, 20, 18),
    circle(586, 502, 46, '#ffb84a', 'opacity=".16"'),
    path(firs(grown('hut'), 5, 536, 70, [640, 780]) + firs(grown('west'), 7, 552, 80, [-10, 190]), '#030a16'),
  );
};
