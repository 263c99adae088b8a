import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, runServer } from './run-server.js';

const BINARY = 'redis-server';

export interface RedisServer {
  url: string;
  /** Stops the server and removes its folder; a second call does nothing. */
  stop(): Promise<void>;
}

export class RedisNotInstalledError extends Error {
  constructor() {
    super(
      `Redis is not installed: \`${BINARY}\` is not on the PATH. Install it (Debian: apt-get install redis-server), ` +
        'or set PULSE_SKIP_REDIS=1 to skip what needs it.',
    );
    this.name = 'RedisNotInstalledError';
  }
}

/**
 * Starts a throwaway Redis on a free loopback port that keeps nothing on disk, and waits until it answers.
 * @throws RedisNotInstalledError when there is none on this machine.
 */
export async function startRedis(): Promise<RedisServer> {
  await promisify(execFile)(BINARY, ['--version']).catch(() => {
    throw new RedisNotInstalledError();
  });
  const folder = mkdtempSync(join(tmpdir(), 'pulse-redis-'));
  try {
    const port = await freePort();
    const settings = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--appendonly',
      'no',
    ];
    const stop = await runServer({
      name: 'Redis',
      command: [BINARY, ...settings],
      folder,
      answers: () => answers(port),
    });
    return { url: `redis://127.0.0.1:${port}`, stop };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString() === '+PONG\r\n');
    });
    socket.once('error', () => resolve(false));
  });
}
