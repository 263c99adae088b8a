import { circle, glow, gradient, group, grown, line, path, rect, svg } from './shapes.js';

/** A harbour at night with lights on the water. */
export const harbour = (): string => {
  const grow = grown('harbour');
  const houses: string[] = [];
  const windows: string[] = [];
  for (let x = -10; x < 800; ) {
    const [w, h] = [grow(38, 74), grow(60, 190)];
    houses.push(`M${x} 380v-${h}h${w}v${h}z`);
    for (let y = 396 - h; y < 366; y += 22) windows.push(`M${x + 9} ${y}h${w - 16}`);
    x += w + grow(-6, 8);
  }
  return svg(
    gradient('s', ['#0b1038', '#33235f', '#8a3f72', '#f08a68']),
    gradient('w', ['#5c2f63', '#1c1b48', '#090c2a']),
    glow('g', ['#fff3cf', '#ffe3a03a', '#ffe3a000']),
    rect('url(#s)'),
    circle(610, 120, 130, 'url(#g)'),
    circle(610, 120, 38, '#fff6df'),
    line('M90 80h0m70 50h0m90-70h0m60 90h0m110-100h0m60 60h0m210 20h0m20-90h0M60 190h0m330-20h0', '#fff', 3),
    rect('url(#w)', 0, 380, 800, 220),
    group(
      'id="c"',
      path(houses.join(''), '#171440'),
      line(windows.join(''), '#ffd27a', 7, 'stroke-dasharray="0 14" opacity=".9"'),
    ),
    '<use href="#c" transform="matrix(1 0 0 -.8 0 684)" opacity=".4"/>',
    line('M560 400h100M540 424h140M574 450h74M552 478h120M586 508h56M570 540h90', '#ffe9b8', 5, 'opacity=".6"'),
    line('M40 420h120m60 30h160M20 486h200m90 30h150M90 556h230', '#f29b8a', 3, 'opacity=".35"'),
    rect('#100f33', 0, 376, 800, 8),
    path('M150 470h190l-26 38H182z', '#e6e1f2'),
    path('M150 470h190l-6 9H157z', '#e0475b'),
    line('M240 470V330', '#e6e1f2', 5),
    path('M248 338l74 122h-74z', '#fff1dc'),
    path('M232 356v104h-58z', '#f6c9a8'),
    path('M168 516h160l-22 30H190z', '#e6e1f2', 'opacity=".16"'),
  );
};

/** A red rocket over a paper-cut landscape. */
export const rocket = (): string =>
  svg(
    '<filter id="f" x="-20%" y="-20%" width="140%" height="140%"><feDropShadow dx="0" dy="6" stdDeviation="7" flood-color="#14284d" flood-opacity=".4"/></filter>',
    gradient('s', ['#1f4e8c', '#3f8fc4', '#a6dfe2']),
    gradient('r', ['#ff6b57', '#d92f3c'], 'x2="1"'),
    gradient('t', ['#fff', '#fff0'], 'x2="0" y2="1"'),
    rect('url(#s)'),
    circle(400, 250, 250, '#ffffff', 'opacity=".12"'),
    circle(400, 250, 170, '#ffffff', 'opacity=".14"'),
    line('M110 90h0M210 190h0M660 110h0M720 230h0M580 60h0M70 270h0', '#fff', 6),
    path('M372 350h56l26 250H346z', 'url(#t)', 'opacity=".9"'),
    group(
      'filter="url(#f)"',
      path('M0 440q100-70 200-10t200 0 200-10 200 40v160H0z', '#f6efe2'),
      path('M0 500q130-90 260-20t260 0 280 20v120H0z', '#ffd08a'),
    ),
    group(
      'filter="url(#f)"',
      path('M352 250c-40 20-56 60-52 104l52-26zM448 250c40 20 56 60 52 104l-52-26z', '#1d2f5e'),
      path('M400 60c62 60 78 160 50 286H350C322 220 338 120 400 60z', 'url(#r)'),
      path('M400 60c24 23 41 52 51 84H349c10-32 27-61 51-84z', '#fff4e6'),
      circle(400, 208, 32, '#1d2f5e'),
      circle(400, 208, 22, '#9fe3f0'),
      path('M386 198a20 20 0 0 1 20-8', '#fff', 'stroke="#fff" stroke-width="5" stroke-linecap="round"'),
      path('M366 346h68l-10 22h-48z', '#1d2f5e'),
    ),
    path('M374 368h52c6 40-8 78-26 112-18-34-32-72-26-112z', '#ffb03b'),
    path('M386 368h28c4 26-4 50-14 70-10-20-18-44-14-70z', '#fff3c4'),
    group(
      'filter="url(#f)"',
      path('M0 560q90-60 200-20t220 10 200-16 180 26v60H0z', '#ef6f5c'),
      path('M0 600v-20q120-36 300-4t500-6v30z', '#2a3f78'),
    ),
    group(
      'filter="url(#f)" fill="#fff"',
      '<path d="M90 170a30 30 0 0 1 54-16 26 26 0 0 1 46 16 20 20 0 0 1 0 40H84a20 20 0 0 1 6-40zM590 300a26 26 0 0 1 48-14 24 24 0 0 1 44 14 19 19 0 0 1 0 38H586a19 19 0 0 1 4-38z"/>',
    ),
  );

/** A football pitch from above in the evening. */
export const pitch = (): string => {
  const players = [
    [190, 190, 0],
    [300, 330, 0],
    [420, 230, 0],
    [260, 440, 0],
    [520, 380, 0],
    [360, 170, 1],
    [480, 300, 1],
    [610, 240, 1],
    [560, 450, 1],
    [640, 360, 1],
  ] as const;
  return svg(
    glow('g', ['#fffbe088', '#fffbe022', '#fffbe000']),
    gradient('n', ['#10231f00', '#05101a99'], 'x2="1" y2="1"'),
    '<pattern id="p" width="130" height="600" patternUnits="userSpaceOnUse" x="75"><path d="M0 0h65v600H0z" fill="#3aa657"/><path d="M65 0h65v600H65z" fill="#329650"/></pattern>',
    rect('#1f6b3d'),
    rect('url(#p)', 50, 60, 700, 480),
    group(
      'fill="none" stroke="#f4fff2" stroke-width="5"',
      '<path d="M75 90h650v420H75zM400 90v420M75 190h100v220H75M725 190H625v220h100M75 250h40v100H75M725 250h-40v100h40M175 260a52 52 0 0 1 0 80M625 260a52 52 0 0 0 0 80"/><circle cx="400" cy="300" r="72"/>',
    ),
    circle(400, 300, 6, '#f4fff2'),
    line(players.map(([x, y]) => `M${x} ${y}l54 30`).join(''), '#04130c', 15, 'opacity=".32"'),
    ...players.map(([x, y, side]) => circle(x, y, 17, side ? '#2d6cdf' : '#ffb52e', 'stroke="#fff" stroke-width="4"')),
    line('M444 262l20 11', '#04130c', 7, 'opacity=".35"'),
    circle(440, 260, 8, '#fff', 'stroke="#222" stroke-width="2"'),
    rect('url(#n)'),
    circle(20, 20, 330, 'url(#g)'),
    circle(780, 20, 300, 'url(#g)'),
  );
};
