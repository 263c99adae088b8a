import type { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';

export type Colour = 'dim' | 'bold' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta';
export type Paint = (colour: Colour, text: string) => string;

const CODES: Readonly<Record<Colour, [on: number, off: number]>> = {
  dim: [2, 22],
  bold: [1, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
};

/** Colours for where text goes: none where it is no terminal that has them, or NO_COLOR is set. */
export function paintFor(out: Writable): Paint {
  const terminal = out as Partial<WriteStream>;
  if (!terminal.hasColors?.()) return (_, text) => text;
  return (colour, text) => `\u001b[${CODES[colour][0]}m${text}\u001b[${CODES[colour][1]}m`;
}
