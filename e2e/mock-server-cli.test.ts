import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callDev, type RunningCli, startCli, temporaryFolder } from './support/cli.js';

describe('the mock server’s command', () => {
  let data: ReturnType<typeof temporaryFolder>;
  const running: RunningCli[] = [];
  const start = (args: string[], options?: Parameters<typeof startCli>[1]) => {
    const server = startCli(args, options);
    running.push(server);
    return server;
  };
  beforeEach(() => {
    data = temporaryFolder();
  });
  afterEach(async () => {
    for (const server of running.splice(0)) {
      server.process.kill('SIGKILL');
      await server.exited;
    }
    data.remove();
  });

  it('prints where it is and the dev credentials, and ends cleanly on Ctrl-C', async () => {
    const server = start(['--port', '0', '--data', data.folder, '--seed', 'quickstart']);
    const url = await server.url;
    const { body } = await callDev<{ data: unknown[] }>(url, 'GET', '/v1/feeds/timeline:maya');
    expect(body.data.length).toBeGreaterThan(0);
    server.process.kill('SIGINT');
    const { code, stdout, stderr } = await server.exited;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('pulse_key_dev');
    expect(stdout).toContain('pulse_secret_dev');
  });

  it('keeps its data, and seeds the same data once', async () => {
    const args = ['--port', '0', '--data', data.folder, '--seed', 'quickstart'];
    const lengths: number[] = [];
    for (let n = 0; n < 2; n++) {
      const server = start(args);
      const { body } = await callDev<{ data: unknown[] }>(await server.url, 'GET', '/v1/feeds/timeline:maya');
      lengths.push(body.data.length);
      server.process.kill('SIGTERM');
      await server.exited;
    }
    expect(lengths[1]).toBe(lengths[0]);
  });

  it('refuses a folder that another server has, at once and by name', async () => {
    const first = start(['--port', '0', '--data', data.folder]);
    await first.url;
    const { code, stderr } = await start(['--port', '0', '--data', data.folder]).exited;
    expect(code).toBe(1);
    expect(stderr).toContain(`${data.folder} is in use by another Pulse server (process ${first.process.pid})`);
    await callDev(await first.url, 'GET', '/v1/health');
  });

  it('takes a folder over from a server that was killed', async () => {
    const first = start(['--port', '0', '--data', data.folder]);
    await first.url;
    first.process.kill('SIGKILL');
    await first.exited;
    await start(['--port', '0', '--data', data.folder]).url;
  });

  it('says what to do when the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await start(['--port', String(port), '--data', data.folder]).exited;
    other.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} is taken`);
    expect(stderr).toContain(`--port ${port + 1}`);
  });

  it.each([
    [['--seed', 'nothing'], 1, 'Known are: quickstart'],
    [['--port', 'abc'], 2, 'is not a port'],
    [['--colour', 'red'], 2, 'Usage:'],
    [['--data', '/proc/nowhere'], 1, 'cannot be written'],
  ])('refuses %j', async (args, code, text) => {
    const exit = await start(['--data', data.folder, '--port', '0', ...args]).exited;
    expect(exit.code).toBe(code);
    expect(exit.stderr).toContain(text);
  });

  it('answers 503 when the disk takes no more, keeps what it acknowledged, and goes on reading', async () => {
    // A limit on the size of files stands for a full disk: the write fails, the process lives on.
    const server = start(['--port', '0', '--data', data.folder], { shell: "trap '' XFSZ; ulimit -f 1200;" });
    const url = await server.url;
    const custom = { filler: 'x'.repeat(15_000) };
    let kept = 0;
    let refused: { status: number; body: unknown } | undefined;
    while (kept < 500 && !refused) {
      const body = { actor: 'writer', verb: 'post', object: `${kept}`, custom };
      const reply = await callDev(url, 'POST', '/v1/feeds/user:writer/activities', body);
      if (reply.status === 201) kept++;
      else refused = reply;
    }
    expect(refused).toMatchObject({ status: 503, body: { code: 'storage_unavailable', retryable: true } });
    const list = await callDev<{ data: { object: string }[] }>(url, 'GET', '/v1/feeds/user:writer?limit=1');
    expect(list).toMatchObject({ status: 200, body: { data: [{ object: `${kept - 1}` }] } });
  });

  it('makes no tokens for a bare key in production', async () => {
    const server = start(['--port', '0', '--data', data.folder], { env: { NODE_ENV: 'production' } });
    const response = await fetch(new URL('/v1/tokens/dev', await server.url), {
      method: 'POST',
      headers: { 'x-pulse-key': 'pulse_key_dev', 'content-type': 'application/json' },
      body: JSON.stringify({ identity: 'eve' }),
    });
    expect(await response.json()).toMatchObject({ status: 403, code: 'dev_mode_only' });
  });
});
