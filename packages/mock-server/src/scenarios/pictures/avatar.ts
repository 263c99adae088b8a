import { circle, ellipse, gradient, group, line, path } from './shapes.js';

/** How somebody looks. */
export interface Look {
  skin: string;
  hair: string;
  style: keyof typeof STYLES;
  /** Clothes, and what is behind them. */
  shirt: string;
  ground: readonly [string, string];
  extras?: readonly (keyof typeof EXTRAS)[];
}

/** Hair behind the head, and in front of it. */
const STYLES = {
  short: (c: string) => [
    '',
    path('M47 74C42 34 62 26 82 26s38 10 32 48C110 58 104 52 96 50 78 56 60 52 54 54 50 58 48 66 47 74z', c),
  ],
  quiff: (c: string) => [
    '',
    path(
      'M48 72C44 44 50 34 62 32 66 20 104 14 112 36 118 46 114 64 112 72 108 58 104 52 98 50 84 54 68 50 56 52 52 58 50 64 48 72z',
      c,
    ),
  ],
  curls: (c: string) => [
    '',
    group(
      `fill="${c}"`,
      '<path d="M50 60q-12-4-8-16t16-10q2-14 18-10 12-12 24 0 14-4 16 10 12 2 8 14-4 10-14 10-10-8-30-6-18-2-30 8z"/>',
    ),
  ],
  afro: (c: string) => [
    circle(80, 58, 46, c),
    path('M47 74C45 44 60 32 80 32s35 12 33 42c-6-16-16-22-33-22s-27 6-33 22z', c),
  ],
  bob: (c: string) => [
    path('M40 104C32 40 50 24 80 24s48 16 40 80q-8 8-20 4H60q-12 4-20-4z', c),
    path('M46 78C42 42 60 30 80 30s38 12 34 48C108 62 98 56 88 52 76 62 58 62 46 78z', c),
  ],
  long: (c: string) => [
    path('M36 150C30 110 34 26 80 26s50 84 44 124q-20 8-44 8t-44-8z', c),
    path('M46 86C42 42 60 30 80 30s38 12 34 56C108 66 98 58 80 48 62 58 52 66 46 86z', c),
  ],
  bun: (c: string) => [
    circle(80, 20, 17, c),
    path('M48 76C44 40 62 32 80 32s36 8 32 44C108 60 98 52 80 50 62 52 52 60 48 76z', c),
  ],
  braids: (c: string) => [
    line('M50 70C40 96 42 120 44 146M110 70c10 26 8 50 6 76', c, 15, 'stroke-dasharray="3 13"'),
    path('M47 78C42 38 60 30 80 30s38 8 33 48C110 58 98 52 80 48 62 52 50 58 47 78z', c),
  ],
  bald: (c: string) => [
    '',
    path('M49 68q2-10 4-14M111 68q-2-10-4-14', 'none', `stroke="${c}" stroke-width="4" opacity=".5"`),
  ],
  scarf: (c: string) => [
    path('M38 150C30 60 44 22 80 22s50 38 42 128z', c),
    path(
      'M80 22c40 0 44 40 40 76-6 20-20 30-40 32-20-2-34-12-40-32-4-36 0-76 40-76zm0 20c-22 0-30 16-28 38 2 24 14 34 28 34s26-10 28-34c2-22-6-38-28-38z',
      c,
      'fill-rule="evenodd"',
    ),
  ],
  beanie: (c: string) => [
    '',
    path('M46 62C44 22 116 22 114 62z', c) +
      `<rect x="42" y="54" width="76" height="15" rx="7" fill="${c}"/><path d="M42 61.5h76" stroke="#fff" stroke-width="15" stroke-dasharray="2 7" opacity=".25"/>`,
  ],
} satisfies Record<string, (color: string) => [string, string]>;

const EXTRAS = {
  glasses: () =>
    line(
      'M56 77a11 11 0 1 0 22 0a11 11 0 1 0-22 0zm26 0a11 11 0 1 0 22 0a11 11 0 1 0-22 0zM78 75q2-3 4 0',
      '#22263a',
      3,
    ),
  beard: (c: string) =>
    path('M49 76c0 30 12 40 31 40s31-10 31-40c-4 14-10 16-18 14-8-3-18-3-26 0-8 2-14 0-18-14z', c) +
    path('M70 97q10 7 20 0-10-4-20 0z', '#fff'),
  moustache: (c: string) => path('M80 90c8-6 18 0 20 5-8 2-16 2-20-1-4 3-12 3-20 1 2-5 12-11 20-5z', c),
  earrings: () => circle(48, 94, 4.5, '#ffd166') + circle(112, 94, 4.5, '#ffd166'),
  freckles: () => line('M62 87h0m5 3h0m4-4h0m22 1h0m5 3h0m4-4h0', '#8a4b2a', 2, 'opacity=".6"'),
  bindi: () => circle(80, 62, 2.6, '#c4263f'),
} satisfies Record<string, (hair: string) => string>;

/** A portrait of simple shapes. */
export function drawAvatar({ skin, hair, style, shirt, ground, extras = [] }: Look): string {
  const [behind, before] = STYLES[style](hair);
  const shade = 'fill="#5a1e10" opacity=".16"';
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="160" viewBox="0 0 160 160">',
    gradient('g', ground, 'x2="1" y2="1"'),
    '<path d="M0 0h160v160H0z" fill="url(#g)"/>',
    circle(122, 40, 58, '#fff', 'opacity=".12"'),
    behind,
    path('M66 96h28v30q-14 14-28 0z', skin),
    `<path d="M66 108q14 12 28 0v8q-14 14-28 2z" ${shade}/>`,
    path('M18 164C20 132 46 122 64 119q16 16 32 0c18 3 44 13 46 45z', shirt),
    path('M64 119q16 16 32 0l6 2q-22 26-44 0z', '#fff', 'opacity=".3"'),
    ellipse(49, 80, 6, 9, skin) + ellipse(111, 80, 6, 9, skin),
    path('M49 68C49 44 62 36 80 36s31 8 31 32c0 30-12 46-31 46S49 98 49 68z', skin),
    circle(61, 92, 7, '#ff5a4d', 'opacity=".2"') + circle(99, 92, 7, '#ff5a4d', 'opacity=".2"'),
    ...(extras.includes('beard') ? [EXTRAS.beard(hair)] : [line('M69 98q11 9 22 0', '#8f2d2d', 3.4)]),
    `<path d="M80 76q7 12-3 13" fill="none" stroke="#5a1e10" stroke-width="2.6" stroke-linecap="round" opacity=".45"/>`,
    circle(67, 77, 3.6, '#22202b') + circle(93, 77, 3.6, '#22202b'),
    circle(68.2, 75.8, 1.2, '#fff') + circle(94.2, 75.8, 1.2, '#fff'),
    line('M60 67q7-5 13-1M87 66q7-4 13 1', style === 'bald' || style === 'scarf' ? '#3a2a22' : hair, 3),
    line('M60 67q7-5 13-1M87 66q7-4 13 1', '#5a1e10', 3, 'opacity=".25"'),
    before,
    ...extras.filter((name) => name !== 'beard').map((name) => EXTRAS[name](hair)),
    '</svg>',
  ].join('');
}
