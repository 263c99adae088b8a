import type { PageHandle } from './open-handle.js';

/** `PULS` in ASCII, in each database that is kept (sqlite.org/fileformat.html#application_id). */
const APPLICATION_ID = 0x50554c53;
/** How a file of SQLite begins. */
const HEADER = 'SQLite format 3\0';

/** Marks a database as one of ours. */
export function markImage(handle: PageHandle): void {
  handle.run(`pragma application_id = ${APPLICATION_ID}`, []);
}

/** Puts what was kept into the database. Throws with the reason where it is damaged or not of ours. */
export function loadImage(handle: PageHandle, kept: Uint8Array): void {
  if (!beginsWith(kept, HEADER)) throw new Error('it is no SQLite database');
  handle.image.load(kept);
  const [check] = handle.all('pragma quick_check(1)', []);
  if (check?.quick_check !== 'ok') throw new Error(`it is damaged (${check?.quick_check})`);
  const [id] = handle.all('pragma application_id', []);
  if (id?.application_id !== APPLICATION_ID) throw new Error('it was not written by Pulse');
}

const beginsWith = (bytes: Uint8Array, text: string) =>
  [...text].every((letter, n) => bytes[n] === letter.codePointAt(0));
