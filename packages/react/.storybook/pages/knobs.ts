/** What a designer turns. Numbers, so that sliders can. */
export interface Knobs {
  accent: string;
  grayHue: number;
  grayTint: number;
  /** In rem, as all sizes. */
  radius: number;
  textScale: number;
  spacing: number;
  control: number;
  durationMs: number;
  font: string;
}

export const FONTS: Record<string, string> = {
  System: '',
  Inter: 'Inter, ui-sans-serif, system-ui, sans-serif',
  Rounded: 'ui-rounded, "SF Pro Rounded", Nunito, system-ui, sans-serif',
  Serif: 'ui-serif, Charter, Georgia, serif',
  Mono: 'ui-monospace, Menlo, Consolas, monospace',
};

export const DEFAULTS: Knobs = {
  accent: '#0066ff',
  grayHue: 265,
  grayTint: 1,
  radius: 0.5,
  textScale: 1,
  spacing: 0.25,
  control: 2.25,
  durationMs: 160,
  font: 'System',
};

export const PRESETS: Record<string, Partial<Knobs>> = {
  Pulse: {},
  Meadow: { accent: '#0d9488', grayHue: 170, grayTint: 1.5, radius: 0.75 },
  Ember: { accent: '#e11d48', grayHue: 20, grayTint: 1.4, radius: 0.375 },
  Orchid: { accent: '#7c3aed', grayHue: 300, grayTint: 1.6, radius: 0.875, font: 'Rounded' },
  Ink: { accent: '#18181b', grayTint: 0, radius: 0.125, spacing: 0.21875, control: 2, textScale: 0.95 },
};

const TEXT = { xs: 0.75, sm: 0.8125, md: 0.875, lg: 1, xl: 1.25 };

const rem = (value: number) => `${Number(value.toFixed(4))}rem`;

/** The variables that differ from what the stylesheet says. */
export function variablesOf(knobs: Knobs): Record<string, string> {
  const differs = (name: keyof Knobs) => knobs[name] !== DEFAULTS[name];
  return {
    ...(differs('accent') && { '--pulse-color-accent': knobs.accent }),
    ...(differs('grayHue') && { '--pulse-gray-hue': String(knobs.grayHue) }),
    ...(differs('grayTint') && { '--pulse-gray-tint': String(knobs.grayTint) }),
    ...(differs('radius') && { '--pulse-radius': rem(knobs.radius) }),
    ...(differs('font') && { '--pulse-font-sans': FONTS[knobs.font] ?? '' }),
    ...(differs('textScale') &&
      Object.fromEntries(
        Object.entries(TEXT).map(([name, size]) => [`--pulse-text-${name}`, rem(size * knobs.textScale)]),
      )),
    ...(differs('spacing') && { '--pulse-spacing': rem(knobs.spacing) }),
    ...(differs('control') && {
      '--pulse-control-sm': rem(Math.max(1.5, knobs.control - 0.5)),
      '--pulse-control-md': rem(knobs.control),
      '--pulse-control-lg': rem(knobs.control + 0.5),
    }),
    ...(differs('durationMs') && { '--pulse-duration': `${knobs.durationMs}ms` }),
  };
}

/** What is to be copied. */
export function cssOf(variables: Record<string, string>): string {
  const lines = Object.entries(variables).map(([name, value]) => `  ${name}: ${value};`);
  return lines.length === 0 ? '/* Nothing to change: this is how Pulse looks. */' : `:root {\n${lines.join('\n')}\n}`;
}
