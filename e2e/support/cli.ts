import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built command, as it ships. */
export const CLI = fileURLToPath(new URL('../../packages/mock-server/dist/cli.js', import.meta.url));

export interface CliExit {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface RunningCli {
  process: ChildProcess;
  /** Resolves with the address once the server listens; rejects with what it printed when it ends before. */
  url: Promise<string>;
  exited: Promise<CliExit>;
}

export const temporaryFolder = (): { folder: string; remove(): void } => {
  const folder = mkdtempSync(join(tmpdir(), 'pulse-e2e-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

/** Starts the mock server's command; `shell` runs in front of it, in the same process. */
export function startCli(
  args: string[],
  { shell = '', env = {} }: { shell?: string; env?: Record<string, string> } = {},
): RunningCli {
  const child = spawn('sh', ['-c', `${shell} exec "$0" "$@"`, process.execPath, CLI, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const exited = new Promise<CliExit>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      const found = /(?:listening on |"url":")(http:[^\s"]+)/.exec(stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
    exited.then(({ code }) => reject(new Error(`the server ended with ${code}: ${stderr}`)));
  });
  // Tests of a failing start look at `exited` alone.
  url.catch(() => {});
  return { process: child, url, exited };
}

/** Calls the dev project as its server. */
export async function callDev<T>(
  url: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: T }> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: {
      'x-pulse-key': 'pulse_key_dev',
      'x-pulse-secret': 'pulse_secret_dev',
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as T };
}
