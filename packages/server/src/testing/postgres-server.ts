import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { accessSync, chownSync, constants, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 20;
const DEBIAN_BINARIES = '/usr/lib/postgresql';
/**
 * Runs the command after the folder until it ends or standard input closes, then removes the folder. The input
 * also closes when this process is killed outright, so a run that dies leaves no server behind.
 */
const UNTIL_INPUT_CLOSES = `
folder=$1; shift; exec 3<&0
"$@" </dev/null & server=$!
{ read -r _ <&3; kill -INT $server; } 2>/dev/null & reader=$!
wait $server
kill $reader 2>/dev/null
rm -rf "$folder"`;

export interface PostgresServer {
  /** Of a superuser, for the database `postgres`. */
  url: string;
  /** Ends every connection, stops the server and removes its folder; a second call does nothing. */
  stop(): Promise<void>;
}

export class PostgresNotInstalledError extends Error {
  constructor() {
    super(
      'PostgreSQL is not installed: `initdb` and `postgres` are neither on the PATH nor in ' +
        `${DEBIAN_BINARIES}/*/bin. Install it (Debian: apt-get install postgresql), ` +
        'or set PULSE_SKIP_POSTGRES=1 to skip what needs it.',
    );
    this.name = 'PostgresNotInstalledError';
  }
}

/** PostgreSQL refuses to run as root, so a run as root lends itself to another user. */
type RunAs = { uid: number; gid: number } | Record<string, never>;

/**
 * Starts a throwaway PostgreSQL on a free loopback port with its data in a temporary folder, and waits until it
 * answers. It does not fsync: what it holds is lost with the machine.
 * @throws PostgresNotInstalledError when there is none on this machine.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const binaries = findBinaries();
  const as = unprivilegedUser();
  const folder = mkdtempSync(join(tmpdir(), 'pulse-postgres-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    if ('uid' in as) chownSync(folder, as.uid, as.gid);
    const data = join(folder, 'data');
    const initdb = ['-D', data, '-U', 'pulse', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
    await promisify(execFile)(join(binaries, 'initdb'), initdb, { ...as, cwd: folder });
    const port = await freePort();
    const server = [join(binaries, 'postgres'), ...serverArguments({ data, folder, port })];
    const child = spawn('/bin/sh', ['-c', UNTIL_INPUT_CLOSES, 'sh', folder, ...server], {
      ...as,
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    return await answering({ child, port, remove });
  } catch (error) {
    remove();
    throw error;
  }
}

async function answering({ child, port, remove }: { child: ChildProcess; port: number; remove: () => void }) {
  let log = '';
  let failure: Error | undefined;
  child.stdin?.on('error', () => {});
  child.stderr?.on('data', (chunk: Buffer) => {
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
    child.stdin?.end();
    await exited;
    remove();
  };

  const url = `postgresql://pulse@127.0.0.1:${port}/postgres`;
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (running() && Date.now() < deadline) {
    if (await answers(url)) return { url, stop };
    await delay(POLL_MS);
  }
  await stop();
  throw new Error(`PostgreSQL did not start on port ${port}: ${failure?.message ?? log}`);
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function serverArguments({ data, folder, port }: { data: string; folder: string; port: number }): string[] {
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
  const flags = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder];
  return [...flags, ...settings.flatMap((setting) => ['-c', setting])];
}

function findBinaries(): string {
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = [...onPath, ...debianFolders()].find((folder) =>
    ['initdb', 'postgres'].every((name) => isExecutable(join(folder, name))),
  );
  if (found === undefined) throw new PostgresNotInstalledError();
  return found;
}

function debianFolders(): string[] {
  try {
    const versions = readdirSync(DEBIAN_BINARIES).sort((a, b) => Number(b) - Number(a));
    return versions.map((version) => join(DEBIAN_BINARIES, version, 'bin'));
  } catch {
    return [];
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function unprivilegedUser(): RunAs {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (user === undefined) throw new Error('PostgreSQL cannot run as root, and there is no user postgres or nobody.');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

function freePort(): Promise<number> {
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
