type Rgb = readonly [number, number, number];

const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

/** What one sees of CSS colours that are laid over each other, the lowest first. */
export function blend(colours: string[], scope: Element): Rgb {
  if (!context) throw new Error('No canvas here.');
  const probe = document.createElement('i');
  scope.append(probe);
  context.clearRect(0, 0, 1, 1);
  for (const colour of colours) {
    probe.style.background = '';
    probe.style.background = colour;
    context.fillStyle = '#f0f';
    context.fillStyle = getComputedStyle(probe).backgroundColor;
    context.fillRect(0, 0, 1, 1);
  }
  probe.remove();
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
