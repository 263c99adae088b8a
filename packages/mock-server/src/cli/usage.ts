import { EXAMPLES, FLAG_GROUPS } from './flags.js';

const COLUMN = 28;
const WIDTH = 100;

/** The help. */
export function usage(bold: (text: string) => string): string {
  const groups = FLAG_GROUPS.map(
    ({ title, lines }) =>
      `${bold(title)}\n${lines.map(([flag, meaning]) => `  ${flag.padEnd(COLUMN)}${wrap(meaning)}`).join('\n')}`,
  );
  return `${bold('Usage')}
  pulse-mock-server [options]
  pulse-mock-server conformance [options]   asks any server whether it keeps to the protocol

Starts the whole Pulse backend for development, with the project pulse_key_dev / pulse_secret_dev.
While it runs, <address>/__mock shows what happens and puts faults, clock and data into your hands.

${groups.join('\n\n')}

${bold('Examples')}
${EXAMPLES.map((line) => `  ${line}`).join('\n')}
`;
}

/** Long meanings go on below where they began. */
function wrap(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < WIDTH - COLUMN) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join(`\n${' '.repeat(COLUMN + 2)}`);
}
