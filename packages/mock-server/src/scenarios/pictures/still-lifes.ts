import { circle, ellipse, glow, gradient, group, line, path, rect, svg } from './shapes.js';

/** A cup of coffee with a leaf of milk foam, from above. */
export const coffee = (): string => {
  const leaf = [0, 1, 2, 3, 4, 5];
  return svg(
    gradient('b', ['#1f7a78', '#0f5257'], 'x2="1" y2="1"'),
    glow('c', ['#b9763f', '#9a5a2c', '#5c2f17']),
    gradient('p', ['#ffffff', '#dfe5e4'], 'x2="1" y2="1"'),
    rect('url(#b)'),
    path('M0 600L800 0v600z', '#0c464b', 'opacity=".45"'),
    ellipse(434, 338, 226, 222, '#062c30', 'opacity=".4"'),
    circle(400, 300, 220, 'url(#p)'),
    circle(400, 300, 196, 'none', 'stroke="#cfd8d6" stroke-width="3"'),
    ellipse(420, 320, 150, 148, '#0d3b3f', 'opacity=".28"'),
    path('M520 250q86-44 118-16t-8 84-104 26z', '#f4f7f6'),
    path('M534 262q66-32 88-12t-8 60-78 16z', '#c9d3d1'),
    circle(400, 300, 146, '#fbfdfc'),
    circle(400, 300, 126, 'url(#c)'),
    circle(400, 300, 122, 'none', 'stroke="#e9c08e" stroke-width="5" opacity=".5"'),
    group(
      'transform="rotate(-28 400 300)"',
      ...leaf.map((n) => {
        const [y, w] = [232 + n * 23, [26, 46, 60, 64, 54, 34][n] ?? 0];
        return line(`M${400 - w} ${y}Q${400 - w * 0.3} ${y + 26} 400 ${y + 18}T${400 + w} ${y}`, '#fff3df', 10);
      }),
      line('M400 208V398', '#9a5a2c', 5),
      path('M400 196c-20 14-20 32 0 44 20-12 20-30 0-44z', '#fff3df'),
    ),
    group(
      'transform="rotate(38 150 440)"',
      ellipse(156, 366, 25, 40, '#062c30', 'opacity=".35"'),
      line('M156 400V560', '#062c30', 12, 'opacity=".35"'),
      line('M148 392V552', '#e8c27a', 12),
      ellipse(148, 358, 25, 40, '#f0d08f'),
      ellipse(148, 354, 17, 30, '#d9ad5f'),
    ),
    group(
      'fill="#5a3119"',
      ...[
        [650, 470, 20],
        [690, 500, -40],
        [640, 520, 70],
        [120, 110, 30],
        [160, 90, -20],
      ].map(
        ([x, y, turn]) =>
          `<g transform="translate(${x} ${y}) rotate(${turn})"><ellipse rx="17" ry="11"/><path d="M-15 0q8-6 15 0t15 0" stroke="#2f170a" stroke-width="3" fill="none"/></g>`,
      ),
    ),
  );
};

/** Lemons on a blue cloth. */
export const lemons = (): string => {
  const lemon = (x: number, y: number, turn: number) =>
    `<use href="#l" transform="translate(${x} ${y}) rotate(${turn})"/>`;
  return svg(
    glow('y', ['#fff27a', '#ffdb2e', '#eba914'], 'cx=".38" cy=".32" r=".75"'),
    '<pattern id="t" width="100" height="100" patternUnits="userSpaceOnUse" patternTransform="rotate(12)"><rect width="100" height="100" fill="#2f62b8"/><path d="M0 0h100v50H0z" fill="#3a74cf"/><path d="M0 0h50v100H0z" fill="#8fb6f0" opacity=".28"/></pattern>',
    '<defs><g id="l"><ellipse cx="14" cy="26" rx="92" ry="64" fill="#122f6b" opacity=".45"/><path d="M-98 4C-90-40-50-62 0-62S78-44 92-14c14 2 18 10 14 18S94 16 88 22C70 52 40 64 0 64S-76 46-92 18c-6-2-10-8-6-14z" fill="url(#y)"/><ellipse cx="-30" cy="-30" rx="30" ry="14" fill="#fffbd0" opacity=".75" transform="rotate(-22 -30 -30)"/></g></defs>',
    rect('url(#t)'),
    path('M0 420C160 380 260 470 420 430S700 350 800 400V600H0z', '#1d448f', 'opacity=".28"'),
    path('M0 120C200 60 300 160 480 100S740 60 800 90V0H0z', '#fff', 'opacity=".1"'),
    lemon(230, 210, -24),
    lemon(470, 150, 18),
    lemon(620, 300, -60),
    lemon(330, 420, 40),
    path('M300 150c40-70 110-80 150-60-20 50-70 90-150 60z', '#2f8f4e'),
    line('M300 150q70-20 150-60', '#9edba0', 4),
    path('M128 262c-60-10-90-60-92-100 50 0 96 40 92 100z', '#247a43'),
    line('M128 262q-30-60-92-100', '#8fd09a', 4),
    ellipse(560, 470, 106, 100, '#122f6b', 'opacity=".45"'),
    circle(546, 450, 100, '#f2b91d'),
    circle(546, 450, 90, '#fff6cf'),
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((n) =>
      path('M546 440L516 384q30-24 60 0z', n % 2 ? '#ffe066' : '#ffd83d', `transform="rotate(${n * 45} 546 450)"`),
    ),
    circle(546, 450, 8, '#fff6cf'),
    line('M540 400l4 14m50 32l-16 2', '#fff', 5, 'opacity=".7"'),
  );
};

/** A vase with three branches on a table. */
export const vase = (): string => {
  const petals = [72, 144, 216, 288].map((turn) => `<use href="#p" transform="rotate(${turn})"/>`).join('');
  const places = [
    [300, 130, 15],
    [350, 210, 13],
    [252, 190, 12],
    [520, 110, 16],
    [478, 190, 13],
    [566, 180, 12],
    [410, 90, 14],
    [432, 160, 11],
  ];
  return svg(
    gradient('w', ['#f3e3d3', '#e8cdb6'], 'x2="1" y2="1"'),
    gradient('v', ['#3e6f7a', '#7fb2b4', '#2d5862'], 'x2="1"'),
    gradient('t', ['#b9714d', '#8a4b30']),
    `<defs><g id="b" fill="#f9b0bd"><g id="p"><ellipse cy="-10" rx="7" ry="10"/></g>${petals}<circle r="4" fill="#d6455f"/></g></defs>`,
    rect('url(#w)'),
    path('M500 0h220L560 470H340z', '#fff6e6', 'opacity=".75"'),
    path('M606 0h14L456 470h-14zM424 235h216v10H420z', '#e9cfb8', 'opacity=".8"'),
    rect('url(#t)', 0, 462, 800, 138),
    rect('#d58f68', 0, 462, 800, 7),
    path('M400 540q210-20 330-2 40 14-60 22-170 12-280-2z', '#4e2617', 'opacity=".4"'),
    group(
      'opacity=".16" transform="translate(120 10)"',
      line('M400 300C380 220 330 190 296 120M404 300c0-90 20-140 10-220M408 300c30-90 80-120 116-200', '#5b3a28', 9),
      path('M352 330q-40 60 0 170h100q40-110 0-170z', '#5b3a28'),
    ),
    line(
      'M396 320C380 230 330 190 296 120M350 212q-50-4-98-20M404 320c0-100 20-150 8-236M408 320c24-100 80-130 116-220M470 210q50-6 96-30',
      '#5a3526',
      7,
    ),
    ...places.map(([x, y, r = 0]) => `<use href="#b" transform="translate(${x} ${y}) scale(${r / 10})"/>`),
    group(
      'fill="#6d9a62"',
      '<path d="M330 170q-30-20-34-44 30 6 34 44zM500 150q-6-34 14-56 14 30-14 56zM416 130q-30-10-40-32 34-2 40 32z"/>',
    ),
    path('M366 300h76l-8 40c60 44 66 130 24 190H350c-42-60-36-146 24-190z', 'url(#v)'),
    path('M362 296q42-14 84 0v12q-42 12-84 0z', '#24474f'),
    path('M336 430q68 26 136 0l-2 26q-66 24-132 0z', '#f0e6d2', 'opacity=".85"'),
    line('M376 360c-30 30-36 80-26 120', '#d5f0ee', 7, 'opacity=".45"'),
    circle(590, 520, 36, '#e58a3c'),
    path('M590 486q-4-14 10-22', 'none', 'stroke="#5a3526" stroke-width="5"'),
    path('M562 512a32 32 0 0 1 22-22', 'none', 'stroke="#ffd7a3" stroke-width="6" stroke-linecap="round"'),
  );
};

/** Headphones on a coral background. */
export const headphones = (): string =>
  svg(
    gradient('b', ['#ff9a7b', '#f2604f'], 'x2="1" y2="1"'),
    gradient('h', ['#4a4f66', '#1d2033'], 'x2="1" y2="1"'),
    gradient('c', ['#5a607a', '#191c2c'], 'x2="1"'),
    gradient('d', ['#191c2c', '#5a607a'], 'x2="1"'),
    '<filter id="f" x="-30%" y="-200%" width="160%" height="500%"><feGaussianBlur stdDeviation="16"/></filter>',
    rect('url(#b)'),
    circle(400, 290, 250, '#ffc3a0', 'opacity=".55"'),
    circle(400, 290, 180, '#ffd9bd', 'opacity=".55"'),
    ellipse(400, 534, 230, 22, '#8c2a27', 'opacity=".55" filter="url(#f)"'),
    line('M226 372C216 180 290 84 400 84s184 96 174 288', 'url(#h)', 34),
    line('M240 330C240 190 300 104 400 104', '#8f97b8', 5, 'opacity=".8"'),
    line('M318 106q82-40 164 0', '#2b2f45', 50),
    line('M330 96q70-30 140 0', '#6c7391', 5),
    ...['', 'translate(800) scale(-1 1)'].map((transform) =>
      group(
        `transform="${transform}"`,
        line('M226 330v60', '#d9dce8', 18),
        '<rect x="236" y="330" width="66" height="176" rx="33" fill="#0f111c"/>',
        '<rect x="176" y="326" width="92" height="184" rx="44" fill="url(#c)"/>',
        '<rect x="186" y="346" width="40" height="144" rx="20" fill="#ff7a62"/>',
        line('M206 372v92', '#ffb199', 5),
      ),
    ),
    line('M216 508c-6 60 40 76 90 58s70-10 90 34', '#1d2033', 7),
    circle(216, 500, 9, '#0f111c'),
  );

/** A bowl of ramen with an egg, seen from above. */
export const ramen = (): string => {
  const rings = [
    [300, 210],
    [330, 390],
    [420, 420],
    [500, 380],
    [360, 250],
  ];
  return svg(
    gradient('b', ['#3a2b3f', '#1d1626'], 'x2="1" y2="1"'),
    glow('s', ['#f0a94a', '#d97b2b', '#9c4a1a']),
    glow('e', ['#ffb52e', '#f58a1f']),
    rect('url(#b)'),
    line('M0 90h800M0 210h800M0 330h800M0 450h800M0 570h800', '#ffffff', 2, 'opacity=".05"'),
    ellipse(424, 336, 272, 262, '#08050c', 'opacity=".55"'),
    circle(400, 300, 262, '#c8323c'),
    circle(400, 300, 240, 'none', 'stroke="#ffe3c2" stroke-width="12" stroke-dasharray="26 16"'),
    circle(400, 300, 222, '#f9efe2'),
    circle(400, 300, 206, 'url(#s)'),
    group(
      'fill="none" stroke="#ffe9b0" stroke-width="9" stroke-linecap="round"',
      ...[0, 1, 2, 3, 4, 5, 6].map(
        (n) =>
          `<path d="M${236 + n * 5} ${270 + n * 24}q60 ${-40 + n * 3} 120 0t120 0 ${70 - n * 6}-6" opacity="${n % 2 ? 0.85 : 1}"/>`,
      ),
    ),
    group(
      'transform="rotate(24 520 190)"',
      rect('#12301f', 470, 110, 110, 150),
      rect('#1d4a30', 482, 118, 5, 136),
      rect('#1d4a30', 520, 118, 5, 136),
    ),
    ellipse(336, 214, 62, 52, '#fffaf0', 'transform="rotate(-30 336 214)"'),
    circle(332, 216, 30, 'url(#e)'),
    circle(322, 206, 8, '#ffe2a0'),
    ellipse(300, 330, 62, 50, '#fffaf0', 'transform="rotate(14 300 330)"'),
    circle(302, 332, 29, 'url(#e)'),
    circle(480, 410, 54, '#fff7f2', 'stroke="#f3d9d0" stroke-width="6" stroke-dasharray="16 8"'),
    line('M480 410c8-12 24-2 18 12s-34 16-40-6 20-42 46-28', '#f0648c', 9),
    ...[
      [470, 250, -14],
      [520, 316, 10],
    ].map(([x, y, turn]) =>
      group(
        `transform="translate(${x} ${y}) rotate(${turn})"`,
        ellipse(0, 0, 66, 46, '#a8563a'),
        ellipse(-4, -4, 52, 34, '#d98e6a'),
        line('M-36-8q34-22 66 0M-28 10q30-14 54 0', '#f5d3b8', 6),
      ),
    ),
    ...rings.map(([x = 0, y = 0]) => circle(x, y, 11, 'none', 'stroke="#7bc04b" stroke-width="6"')),
    line('M560 40L772 470M590 30L796 452', '#0a0610', 14, 'opacity=".5"'),
    line('M548 36L760 466M580 26L788 448', '#e2a765', 12),
    line('M740 426l20 40m6-62l22 44', '#7a2430', 12),
  );
};
