import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A data folder that cannot be used; the message says why and what to do. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/**
 * Takes a folder for this process alone. The lock is SQLite's own on a file beside the data, so the operating
 * system lifts it when the process ends, however it ends.
 */
export function lockDataFolder(folder: string): { file: string; release(): void } {
  const owner = join(folder, 'owner.json');
  let lock: DatabaseSync | undefined;
  try {
    makeFolder(folder);
    lock = new DatabaseSync(join(folder, 'lock.sqlite'));
    lock.exec('begin exclusive');
    writeFileSync(owner, JSON.stringify({ pid: process.pid }));
  } catch (cause) {
    lock?.close();
    const why = isBusy(cause)
      ? `is in use by another Pulse server${processOf(owner)}. Stop it, or choose another folder.`
      : `cannot be written: ${reasonOf(cause)}. Choose another, or free space and rights.`;
    throw new DataFolderError(`The data folder ${folder} ${why}`, { cause });
  }
  const held = lock;
  return { file: join(folder, 'pulse.sqlite'), release: () => held.close() };
}

/** Not `recursive`: Node then tries for ever where the file system refuses folders with ENOENT, as /proc does. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

const SQLITE_BUSY = 5;
const isBusy = (error: unknown) => error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
export const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function processOf(owner: string): string {
  try {
    const { pid } = JSON.parse(readFileSync(owner, 'utf8')) as { pid: number };
    return ` (process ${pid})`;
  } catch {
    return '';
  }
}
