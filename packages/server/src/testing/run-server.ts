import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 20;
/**
 * Runs the command after the folder until it ends or standard input closes, then removes the folder. The input
 * also closes when this process is killed outright, so a run that dies leaves no server behind.
 */
const UNTIL_INPUT_CLOSES = `
folder=$1; shift; exec 3<&0
"$@" </dev/null >&2 & server=$!
{ read -r _ <&3; kill -INT $server; } 2>/dev/null & reader=$!
wait $server
kill $reader 2>/dev/null
rm -rf "$folder"`;

/** Another user than the one that runs the tests. */
export type RunAs = { uid: number; gid: number } | Record<string, never>;

export interface ServerOptions {
  /** As an error names it. */
  name: string;
  command: readonly string[];
  /** Removed with the server. */
  folder: string;
  as?: RunAs;
  answers(): Promise<boolean>;
}

/**
 * Runs a server of another project until the answer is called or this process ends, and waits until it answers.
 * A second call of the answer does nothing.
 */
export async function runServer(options: ServerOptions): Promise<() => Promise<void>> {
  const { name, command, folder, as = {}, answers } = options;
  const child = spawn('/bin/sh', ['-c', UNTIL_INPUT_CLOSES, 'sh', folder, ...command], {
    ...as,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let log = '';
  let failure: Error | undefined;
  child.stdin.on('error', () => {});
  child.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4096);
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      failure = error;
      resolve();
    });
  });
  const running = () => child.exitCode === null && child.signalCode === null && failure === undefined;

  const stop = async () => {
    child.stdin.end();
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };

  const deadline = Date.now() + START_TIMEOUT_MS;
  while (running() && Date.now() < deadline) {
    if (await answers()) return stop;
    await delay(POLL_MS);
  }
  await stop();
  throw new Error(`${name} did not start: ${failure?.message ?? log}`);
}

/** A loopback port that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('No free port could be had.'));
      });
    });
  });
}
