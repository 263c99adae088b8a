const CHARS = 320;
const TOKEN = /eyJ[\w-]+\.[\w-]*\.?[\w-]*/g;
const SECRET = /pulse_secret_[\w-]+/g;

/** A text as a report shows it: not too long, in one line, and without what opens anything. */
export function shorten(text: string, chars = CHARS): string {
  const line = text.replaceAll(TOKEN, '<token>').replaceAll(SECRET, '<secret>').replaceAll(/\s+/g, ' ');
  return line.length > chars ? `${line.slice(0, chars)}… (${text.length} characters)` : line;
}

export const show = (value: unknown, chars?: number): string =>
  value === undefined ? 'nothing' : shorten(JSON.stringify(value) ?? String(value), chars);
