import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('start.mjs', import.meta.url));

let data: string;
const running: ReturnType<typeof spawn>[] = [];

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'pulse-start-'));
});

afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await rm(data, { recursive: true, force: true });
});

/** With stdin closed, as in a service. */
function start(port: number | string) {
  const child = spawn(process.execPath, [SCRIPT], {
    env: { ...process.env, PULSE_PORT: String(port), PULSE_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let output = '';
  const read = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }));
  });
  const ready = new Promise<{ page: string; api: string }>((resolve, reject) => {
    child.stdout.on('data', () => {
      if (!output.includes('Ctrl-C')) return;
      const find = (name: string) => new RegExp(`${name} +(http\\S+)`).exec(output)?.[1] ?? '';
      resolve({ page: find('Open'), api: find('API') });
    });
    void ended.then(() => reject(new Error(output)));
  });
  ready.catch(() => {});
  return { child, ready, ended };
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'runs the server and the page until %s, and leaves nothing',
  async (signal) => {
    const { child, ready, ended } = start(0);
    const { page, api } = await ready;
    expect((await fetch(`${api}/v1/health`)).status).toBe(200);
    expect(await (await fetch(page)).text()).toContain('Pulse quickstart');
    expect(await (await fetch(`${page}/src/pulse.ts`)).text()).toContain(api);

    child.kill(signal);
    expect(await ended).toMatchObject({ code: 0, output: expect.stringContaining('pulse_key_dev') });
    await expect(fetch(`${api}/v1/health`)).rejects.toThrow();
    await expect(fetch(page)).rejects.toThrow();
  },
);

test('says what to do when the port is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const { code, output } = await start(port).ended;
  other.close();
  expect(code).toBe(1);
  expect(output).toContain(`Port ${port} is taken`);
  expect(output).toContain(`PULSE_PORT=${port + 1}`);
});

test('says so when the port is none', async () => {
  const { code, output } = await start('eighty').ended;
  expect(code).toBe(1);
  expect(output.trim().split('\n')).toEqual(['PULSE_PORT=eighty is not a port. Take one from 1024 to 65535.']);
});

test('stops the page and fails when the server dies', async () => {
  const { child, ready, ended } = start(0);
  const { page } = await ready;
  const server = execFileSync('pgrep', ['-P', String(child.pid), '-f', 'cli.js'], { encoding: 'utf8' });
  process.kill(Number(server), 'SIGKILL');
  const { code, output } = await ended;
  expect(code).toBe(1);
  expect(output).toContain('The mock server has ended (SIGKILL)');
  await expect(fetch(page)).rejects.toThrow();
});
