import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSite, type TestSite } from './safe-fetch.test-kit.js';

let site: TestSite;
beforeEach(async () => {
  site = await startSite();
});
afterEach(() => site.close());

const SHORT_MS = 200;
const KIB = 1024;
const refused = (reason: string) => expect.objectContaining({ name: 'SafeFetchError', reason });
const answerWith = (body: Uint8Array | string, headers: Record<string, string | string[]> = {}) => {
  site.answer = (_, response) => response.writeHead(200, headers).end(body);
};

describe('an answer', () => {
  test.each([
    ['gzip', gzipSync('packed')],
    ['x-gzip', gzipSync('packed')],
    ['deflate', deflateSync('packed')],
    ['br', brotliCompressSync('packed')],
    ['identity', Buffer.from('packed')],
    ['GZIP', gzipSync('packed')],
  ])('is unpacked from %s', async (encoding, body) => {
    answerWith(body, { 'content-encoding': encoding });
    expect(new TextDecoder().decode((await site.fetch(site.url)).body)).toBe('packed');
  });

  test('is read as far as it came when its packing is cut short', async () => {
    answerWith(gzipSync('packed').subarray(0, -6), { 'content-encoding': 'gzip' });
    expect(new TextDecoder().decode((await site.fetch(site.url)).body)).toBe('packed');
  });

  test.each(['zstd', 'gzip, gzip', 'constructor'])('in the encoding %s is refused', async (encoding) => {
    answerWith('x', { 'content-encoding': encoding });
    await expect(site.fetch(site.url)).rejects.toEqual(refused('bad_encoding'));
  });

  test('that is not what its encoding says fails', async () => {
    answerWith('no gzip at all', { 'content-encoding': 'gzip' });
    await expect(site.fetch(site.url)).rejects.toEqual(refused('failed'));
  });

  test.each([
    ['as long as allowed', 64 * KIB, false],
    ['a byte longer', 64 * KIB + 1, true],
  ])('that is %s is read to the limit', async (_, bytes, truncated) => {
    answerWith(Buffer.alloc(bytes, 'x'));
    const answer = await site.fetch(site.url, { maxBytes: 64 * KIB });
    expect([answer.body.length, answer.truncated]).toEqual([64 * KIB, truncated]);
  });

  test('without end is hung up on', async () => {
    const closed = new Promise<void>((resolve) => {
      site.answer = (_, response) => {
        const more = () => {
          while (response.write('x'.repeat(16 * KIB)));
        };
        response.on('drain', more);
        response.on('close', resolve);
        more();
      };
    });
    const { body, truncated } = await site.fetch(site.url);
    expect([body.length, truncated]).toEqual([512 * KIB, true]);
    await closed;
  });

  test.each([
    ['gzip', gzipSync(Buffer.alloc(200_000 * KIB))],
    ['br', brotliCompressSync(Buffer.alloc(20_000 * KIB))],
  ])('that unpacks from %s to very much is read to the limit', async (encoding, bomb) => {
    answerWith(bomb, { 'content-encoding': encoding });
    const before = process.memoryUsage().arrayBuffers;
    const { body, truncated } = await site.fetch(site.url);
    expect([body.length, truncated]).toEqual([512 * KIB, true]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000 * KIB);
  });

  test.each(['application/json', 'image/svg+xml', 'text/htmlx', 'text/html+x', ''])(
    'of the type %j is not read where pages are asked for',
    async (type) => {
      answerWith('<title>x</title>', type === '' ? {} : { 'content-type': type });
      await expect(site.fetch(site.url, { types: ['text/html'] })).rejects.toEqual(refused('bad_type'));
    },
  );

  test('of a type that is asked for is read, whatever its case and parameters', async () => {
    answerWith('x', { 'content-type': 'Text/HTML; charset=x' });
    expect((await site.fetch(site.url, { types: ['text/html'] })).headers.get('content-type')).toContain('charset=x');
  });

  test('with a huge head fails', async () => {
    answerWith('x', { 'x-long': 'x'.repeat(20 * KIB) });
    await expect(site.fetch(site.url)).rejects.toEqual(refused('failed'));
  });

  test('of another protocol fails', async () => {
    site.answer = (_, response) => response.socket?.end('SSH-2.0-OpenSSH_9.6\r\n');
    await expect(site.fetch(site.url)).rejects.toEqual(refused('failed'));
  });

  test('that switches protocols fails', async () => {
    site.answer = (_, response) =>
      response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
    await expect(site.fetch(site.url)).rejects.toEqual(refused('failed'));
  });

  test('that breaks off fails', async () => {
    site.answer = (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('x', () => response.destroy());
    };
    await expect(site.fetch(site.url)).rejects.toEqual(refused('failed'));
  });
});

describe('time is up', () => {
  test('for a server that says nothing', async () => {
    site.answer = () => {};
    await expect(site.fetch(site.url, { timeoutMs: SHORT_MS })).rejects.toEqual(refused('timeout'));
  });

  test('for a body that comes byte by byte', async () => {
    site.answer = (_, response) => {
      const drip = setInterval(() => response.write('x'), SHORT_MS / 20);
      response.on('close', () => clearInterval(drip));
    };
    await expect(site.fetch(site.url, { timeoutMs: SHORT_MS })).rejects.toEqual(refused('timeout'));
  });

  test('for a packed body that comes byte by byte', async () => {
    site.answer = (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.write(gzipSync('x'.repeat(KIB)).subarray(0, 12));
    };
    await expect(site.fetch(site.url, { timeoutMs: SHORT_MS })).rejects.toEqual(refused('timeout'));
  });

  test('for a head that does not end', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.write('HTTP/1.1 200 OK\r\n');
      const drip = setInterval(() => socket.write('a: b\r\n'), SHORT_MS / 20);
      socket.on('close', () => clearInterval(drip));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const fetch = site.fetchWith({ ports: [port] });
    await expect(fetch(`http://site.test:${port}`, { timeoutMs: SHORT_MS })).rejects.toEqual(refused('timeout'));
    server.close();
  });

  test('for a name server that does not answer', async () => {
    const fetch = site.fetchWith({ resolve: () => new Promise(() => {}) });
    await expect(fetch(site.url, { timeoutMs: SHORT_MS })).rejects.toEqual(refused('timeout'));
  });

  test('when the caller says so', async () => {
    const giveUp = new AbortController();
    site.answer = () => giveUp.abort();
    await expect(site.fetch(site.url, { signal: giveUp.signal })).rejects.toEqual(refused('aborted'));
    await expect(site.fetch(site.url, { signal: AbortSignal.abort() })).rejects.toEqual(refused('aborted'));
    expect(site.requests).toHaveLength(1);
  });
});
