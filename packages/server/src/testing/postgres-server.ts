import { execFile } from 'node:child_process';
import { accessSync, chownSync, constants, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort, type RunAs, runServer } from './run-server.js';

const DEBIAN_BINARIES = '/usr/lib/postgresql';

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

/**
 * Starts a throwaway PostgreSQL on a free loopback port with its data in a temporary folder, and waits until it
 * answers. It does not fsync: what it holds is lost with the machine.
 * @throws PostgresNotInstalledError when there is none on this machine.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const binaries = findBinaries();
  const as = unprivilegedUser();
  const folder = mkdtempSync(join(tmpdir(), 'pulse-postgres-'));
  try {
    if ('uid' in as) chownSync(folder, as.uid, as.gid);
    const data = join(folder, 'data');
    const initdb = ['-D', data, '-U', 'pulse', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
    await promisify(execFile)(join(binaries, 'initdb'), initdb, { ...as, cwd: folder });
    const port = await freePort();
    const command = [join(binaries, 'postgres'), ...serverArguments({ data, folder, port })];
    const url = `postgresql://pulse@127.0.0.1:${port}/postgres`;
    const stop = await runServer({ name: 'PostgreSQL', command, folder, as, answers: () => answers(url) });
    return { url, stop };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
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

/** PostgreSQL refuses to run as root, so a run as root lends itself to another user. */
function unprivilegedUser(): RunAs {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (user === undefined) throw new Error('PostgreSQL cannot run as root, and there is no user postgres or nobody.');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}
