import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onExit } from './cleanup.mjs';

/** A new folder that is removed when this process ends. */
export function tempFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'pulse-bench-'));
  onExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}
