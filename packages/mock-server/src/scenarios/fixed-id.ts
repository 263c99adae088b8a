import { hashText } from './random.js';

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
/** 2026-01-01: ids must not follow the clock, or seeding a folder a second time would add everything again. */
const EPOCH = Date.UTC(2026, 0, 1);

const write = (value: number, chars: number): string =>
  Array.from({ length: chars }, (_, at) => CROCKFORD.charAt(Math.floor(value / 32 ** (chars - 1 - at)) % 32)).join('');

/** The ULID of a name, the same ever after; of two places the later one has the higher id. */
export function fixedId(name: string, place: number): string {
  const words = hashText(name);
  return write(EPOCH + place, 10) + words.map((word) => write(word, 4)).join('');
}
