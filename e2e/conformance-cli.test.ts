import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningCli, startCli, temporaryFolder } from './support/cli.js';

describe('the command that asks a server whether it keeps to the protocol', () => {
  const data = temporaryFolder();
  let server: RunningCli;
  let url: string;
  let proxy: Server | undefined;
  beforeAll(async () => {
    server = startCli(['--port', '0', '--data', data.folder]);
    url = await server.url;
  });
  afterEach(() => void proxy?.close());
  afterAll(async () => {
    server.process.kill('SIGTERM');
    await server.exited;
    data.remove();
  });

  const conformance = (...args: string[]) => startCli(['conformance', ...args]);
  const run = (...args: string[]) => conformance(...args).exited;

  /** A server that passes everything on, and answers one path with a status of its own. */
  async function withFault(path: string, status: number): Promise<string> {
    proxy = createServer(async (request, response) => {
      const body: Buffer[] = [];
      for await (const chunk of request) body.push(chunk as Buffer);
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as [string, string]);
      const passed = headers.filter(([name]) => !['host', 'connection', 'content-length'].includes(name));
      const answer = await fetch(`${url}${request.url}`, {
        method: request.method ?? 'GET',
        headers: passed,
        ...(body.length === 0 ? {} : { body: Buffer.concat(body) }),
      });
      response.writeHead(request.url === path ? status : answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    await new Promise<void>((resolve) => proxy?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  }

  it('finds nothing wrong with the mock server', async () => {
    const { code, stdout, stderr } = await run('--url', url, '--only', 'feeds', '--only', 'tokens');
    expect(stdout).toMatch(/^\d+ passed, 0 failed, 0 skipped at /m);
    expect(stdout).toMatch(/^✓ feeds\/an-activity-comes-back-whole \(\d+ ms\)$/m);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('says what is wrong, of which request, and ends with 1', async () => {
    const { code, stdout } = await run('--url', await withFault('/docs', 500), '--only', 'errors/reference-is-a-page');
    expect(stdout).toContain('✗ errors/reference-is-a-page');
    expect(stdout).toContain('expected 200 and text/html\n      of GET /docs → 500');
    expect(stdout).toContain('0 passed, 1 failed, 0 skipped');
    expect(code).toBe(1);
  });

  it('prints its report as JSON, and nothing else', async () => {
    const { code, stdout } = await run('--url', url, '--json', '--only', 'pages', '--concurrency', '2');
    expect(JSON.parse(stdout)).toMatchObject({
      failed: 0,
      skipped: 0,
      results: [{ area: 'pages' }, {}, {}, {}, {}, {}, {}],
    });
    expect(code).toBe(0);
  });

  it.each([
    [['--only', 'fedes'], 2, 'The areas are errors'],
    [['--colour', 'red'], 2, 'Usage: pulse-mock-server conformance'],
    [['--url', 'localhost'], 2, 'no http address'],
    [['--key', 'pulse_key_x'], 2, 'needs its --secret'],
    [['--concurrency', '0'], 2, 'whole number'],
    [['--other-key', 'pulse_key_x'], 2, 'go together'],
    [['--url', 'http://127.0.0.1:9'], 1, 'start the server'],
    [['--secret', 'pulse_secret_x'], 1, 'invalid_credentials'],
  ])('refuses %j', async (args, code, text) => {
    const exit = await run(...(args.includes('--url') ? [] : ['--url', url]), ...args);
    expect({ code: exit.code, stdout: exit.stdout }).toEqual({ code, stdout: '' });
    expect(exit.stderr).toContain(text);
  });

  it('ends on Ctrl-C, with nothing left behind', async () => {
    const cli = conformance('--url', url, '--concurrency', '1');
    await new Promise<void>((resolve) => cli.process.stdout?.once('data', () => resolve()));
    cli.process.kill('SIGINT');
    expect(await cli.exited).toMatchObject({ code: 130, stderr: 'Stopped.\n' });
  });
});
