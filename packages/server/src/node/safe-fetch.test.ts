import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSafeFetch } from './safe-fetch.js';
import { PRIVATE, PUBLIC, startSite, type TestSite } from './safe-fetch.test-kit.js';

let site: TestSite;
beforeEach(async () => {
  site = await startSite();
});
afterEach(() => site.close());

const refused = (reason: string) => expect.objectContaining({ name: 'SafeFetchError', reason });
const redirectTo = (location: string, status = 302) => {
  site.answer = ({ url }, response) => {
    if (url === '/') response.writeHead(status, { location });
    response.end('here');
  };
};

describe('a target', () => {
  test('is asked with its own host, without anything of ours', async () => {
    site.answer = (_, response) => response.end('hello');
    const headers = {
      Cookie: 'a=b',
      Authorization: 'Basic x',
      Referer: 'https://us.test',
      Host: 'inside.test',
      'x-own': '1',
    };
    const { status, body, url, truncated } = await site.fetch(`${site.url}/path?q#part`, { headers });
    expect({ status, url, truncated, text: new TextDecoder().decode(body) }).toEqual({
      status: 200,
      url: `${site.url}/path?q#part`,
      truncated: false,
      text: 'hello',
    });
    expect(site.requests[0]?.url).toBe('/path?q');
    expect(site.requests[0]?.headers).toEqual({
      host: `site.test:${site.port}`,
      'x-own': '1',
      'accept-encoding': 'gzip, deflate, br',
      connection: 'close',
    });
  });

  test.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ftp://site.test',
    'gopher://site.test',
    'data:text/html,x',
    'http://user:pw@site.test',
    'http://site.test\\@inside.test',
    'not an address',
    '',
  ])('is refused before any look-up when it is %j', async (url) => {
    const resolve = vi.fn();
    await expect(site.fetchWith({ resolve })(url)).rejects.toEqual(refused('bad_url'));
    expect(resolve).not.toHaveBeenCalled();
  });

  test.each(['http://site.test:22', 'http://site.test:6379', 'https://site.test', 'http://site.test'])(
    'is refused on the port of %s',
    async (url) => {
      await expect(site.fetch(url)).rejects.toEqual(refused('bad_port'));
    },
  );

  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://0/',
    'http://１２７.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[2002:7f00:1::]/',
    'http://[fd00:ec2::254]/',
    'https://10.0.0.1/',
  ])('is refused when it is %s', async (url) => {
    await expect(createSafeFetch()(url)).rejects.toEqual(refused('private_address'));
  });

  test.each([[[PRIVATE]], [[PUBLIC, PRIVATE]], [[PUBLIC, '::1']], [['localhost']], [['127.1']]])(
    'is refused when its host has the addresses %j',
    async (addresses) => {
      const fetch = createSafeFetch({ resolve: async () => addresses });
      await expect(fetch('http://site.test/')).rejects.toEqual(refused('private_address'));
    },
  );

  test('is refused when its host has no address', async () => {
    await expect(site.fetchWith({ resolve: async () => [] })(site.url)).rejects.toEqual(refused('unresolved'));
    const broken = site.fetchWith({ resolve: () => Promise.reject(new Error('ENOTFOUND')) });
    await expect(broken(site.url)).rejects.toEqual(refused('unresolved'));
  });

  test('is connected to at the address that was checked, however its name resolves later', async () => {
    const answers = ['127.0.0.1', PRIVATE];
    const resolve = vi.fn(async () => [answers.shift() ?? PRIVATE]);
    expect((await site.fetchWith({ resolve })(site.url)).status).toBe(200);
    expect(resolve).toHaveBeenCalledOnce();
    expect(site.requests[0]?.headers.host).toBe(`site.test:${site.port}`);
  });

  test('is named in the TLS handshake, at the checked address', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const hello = once(server, 'connection').then(async ([socket]) => {
      const [bytes] = (await once(socket, 'data')) as [Buffer];
      socket.destroy();
      return bytes.toString('latin1');
    });
    await expect(site.fetchWith({ ports: [port] })(`https://named.test:${port}/`)).rejects.toEqual(refused('failed'));
    expect(await hello).toContain('named.test');
    server.close();
  });

  test('is asked at its next address when the first does not answer', async () => {
    const fetch = site.fetchWith({
      resolve: async () => ['127.0.0.2', '127.0.0.1'],
      allow: (address) => address.startsWith('127.0.0.'),
    });
    expect((await fetch(site.url)).status).toBe(200);
  });

  test('that is not there fails', async () => {
    await site.close();
    await expect(site.fetch(site.url)).rejects.toEqual(refused('failed'));
    site = await startSite();
  });
});

describe('a redirect', () => {
  test('is followed to the page', async () => {
    redirectTo(`http://other.test:${site.port}/there`);
    expect((await site.fetch(site.url)).url).toBe(`http://other.test:${site.port}/there`);
    redirectTo(Buffer.from('/relativ/ü').toString('latin1'));
    expect((await site.fetch(site.url)).url).toBe(`${site.url}/relativ/%C3%BC`);
  });

  test.each([
    ['http://inside.test:PORT/', 'private_address'],
    ['http://10.0.0.1:PORT/', 'private_address'],
    ['http://[::1]:PORT/', 'private_address'],
    ['http://2852039166:PORT/', 'private_address'],
    ['//inside.test:PORT/', 'private_address'],
    ['http://site.test:22/', 'bad_port'],
    ['https://site.test/', 'bad_port'],
    ['http://user:pw@site.test:PORT/', 'bad_url'],
    ['file:///etc/passwd', 'bad_url'],
    ['javascript:alert(1)', 'bad_url'],
    ['data:text/html,x', 'bad_url'],
    ['http://', 'bad_url'],
  ])('to %s is refused as %s', async (location, reason) => {
    redirectTo(location.replace('PORT', String(site.port)));
    await expect(site.fetch(site.url)).rejects.toEqual(refused(reason));
    expect(site.requests).toHaveLength(1);
  });

  test('to a name that became private meanwhile is refused', async () => {
    redirectTo('/again');
    const answers = ['127.0.0.1', PRIVATE];
    const fetch = site.fetchWith({ resolve: async () => [answers.shift() ?? PRIVATE] });
    await expect(fetch(site.url)).rejects.toEqual(refused('private_address'));
  });

  test('to itself ends after three', async () => {
    redirectTo('/');
    await expect(site.fetch(site.url)).rejects.toEqual(refused('too_many_redirects'));
    expect(site.requests).toHaveLength(4);
    await expect(site.fetch(site.url, { maxRedirects: 0 })).rejects.toEqual(refused('too_many_redirects'));
    expect(site.requests).toHaveLength(5);
  });

  test.each([
    [302, 'GET', ''],
    [303, 'GET', ''],
    [307, 'POST', 'data'],
    [308, 'POST', 'data'],
  ])('of %i after a POST is followed with %s', async (status, method, body) => {
    const bodies: string[] = [];
    site.answer = async (request, response) => {
      bodies.push(await text(request));
      if (request.url === '/') response.writeHead(status, { location: '/there' });
      response.end();
    };
    await site.fetch(site.url, { method: 'POST', body: 'data' });
    expect(bodies).toEqual(['data', body]);
    expect(site.requests[1]?.method).toBe(method);
  });

  test('to another host takes no headers of the caller along but what all may see', async () => {
    redirectTo(`http://other.test:${site.port}/`, 307);
    site.answer = ({ headers }, response) => {
      if (headers.host?.startsWith('site')) response.writeHead(307, { location: `http://other.test:${site.port}/` });
      response.end();
    };
    await site.fetch(site.url, { headers: { 'x-key': 'secret', 'user-agent': 'us' } });
    expect(site.requests.map(({ headers }) => [headers['x-key'], headers['user-agent']])).toEqual([
      ['secret', 'us'],
      [undefined, 'us'],
    ]);
  });
});
