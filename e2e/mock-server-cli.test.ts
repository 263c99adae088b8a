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
    const free = Number(/one that is free: --port (\d+)/.exec(stderr)?.[1]);
    expect(free).toBeGreaterThan(port);
    expect(await (await start(['--port', String(free), '--memory'])).url).toContain(`:${free}`);
  });

  it.each([
    [['--seed', 'nothing'], 1, 'Known are: quickstart'],
    [['--port', 'abc'], 2, 'is not a port'],
    [['--colour', 'red'], 2, 'There is no option --colour.\nSee pulse-mock-server --help.'],
    [['--sed', 'team'], 2, 'Did you mean --seed?'],
    [['--fail', 'bake'], 2, 'addActivity (POST /v1/feeds/:feedId/activities)'],
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

  const post = (url: string, text: string) =>
    callDev<{ code?: string }>(url, 'POST', '/v1/feeds/user:maya/activities', {
      actor: 'user:maya',
      verb: 'post',
      object: 'note:1',
      text,
    });

  it('tells what happens in lines, without secrets, and goes wrong as it is told', async () => {
    const server = start(['--port', '0', '--memory', '--fail', 'getHealth=rate_limited', '--latency', '1']);
    const url = await server.url;
    await post(url, 'Hello');
    expect(await callDev(url, 'GET', '/v1/health')).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    server.process.kill('SIGINT');
    const { code, stdout, stderr } = await server.exited;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`inspector    ${url}/__mock`);
    const [, lines = ''] = stdout.split('Stop it with Ctrl-C.\n');
    expect(lines).toMatch(/ POST +201 .* ms {2}\/v1\/feeds\/user:maya\/activities {2}server/);
    expect(lines).toMatch(/ event +feed:user:maya {2}#\d+ {2}feed\.activity\.added/);
    expect(lines).toMatch(/ GET +429 .*\/v1\/health {2}server {2}rate_limited/);
    expect(lines).not.toMatch(/pulse_secret|pulse_key|(?!\n)\p{Cc}/u);
  });

  it('tells it as JSON, and nothing else', async () => {
    const server = start(['--port', '0', '--memory', '--json', '--random-seed', '7']);
    const url = await server.url;
    await post(url, 'Hello \u001b[31m');
    server.process.kill('SIGINT');
    const { stdout } = await server.exited;
    const [first, ...rest] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({ kind: 'listening', url, inspector: `${url}/__mock`, data: null, randomSeed: 7 });
    expect(rest).toContainEqual(
      expect.objectContaining({ kind: 'request', method: 'POST', status: 201, user: 'server' }),
    );
    expect(rest).toContainEqual(expect.objectContaining({ kind: 'event' }));
    expect(stdout).not.toMatch(/pulse_secret|(?!\n)\p{Cc}/u);
  });

  it('tells nothing of what happens when it is to be quiet', async () => {
    const server = start(['--port', '0', '--data', data.folder, '--quiet']);
    await post(await server.url, 'Hello');
    server.process.kill('SIGINT');
    expect((await server.exited).stdout).toMatch(/Stop it with Ctrl-C\.\n$/);
  });

  it('lives on when nobody reads its lines any more', async () => {
    const server = start(['--port', '0', '--memory']);
    const url = await server.url;
    server.process.stdout?.destroy();
    for (let at = 0; at < 3; at++) expect((await post(url, 'Hello')).status).toBe(201);
  });

  it('has help that names everything', async () => {
    const { code, stdout } = await start(['--help']).exited;
    expect(code).toBe(0);
    for (const word of ['conformance', '--latency', '--fail', '/__mock', 'edge-cases']) expect(stdout).toContain(word);
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
