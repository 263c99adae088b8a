import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolveHost } from './resolve-host.js';
import { createSafeFetch } from './safe-fetch.js';

const A = 1;
const AAAA = 28;
const NAME_ERROR = 3;
const RECORDS: Record<string, [type: number, data: number[]][]> = {
  'both.test': [
    [AAAA, [0x26, 0x06, ...Array<number>(13).fill(0), 1]],
    [A, [93, 184, 216, 34]],
    [A, [10, 0, 0, 1]],
  ],
  'four.test': [[A, [127, 0, 0, 1]]],
};

/** A name server that knows `RECORDS` (RFC 1035, section 4). */
function answer(query: Buffer): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  const type = query.readUInt16BE(at + 1);
  const records = RECORDS[labels.join('.')];
  const found = (records ?? []).filter(([kind]) => kind === type);
  const header = Buffer.from([0, 0, 0x81, 0x80 | (records ? 0 : NAME_ERROR), 0, 1, 0, found.length, 0, 0, 0, 0]);
  query.copy(header, 0, 0, 2);
  const answers = found.map(([kind, data]) =>
    Buffer.from([0xc0, 12, 0, kind, 0, 1, 0, 0, 0, 60, 0, data.length, ...data]),
  );
  return Buffer.concat([header, query.subarray(12, at + 5), ...answers]);
}

let server: Socket;
let servers: string[];
beforeAll(async () => {
  server = createSocket('udp4', (query, { port, address }) => server.send(answer(query), port, address));
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  servers = [`127.0.0.1:${server.address().port}`];
});
afterAll(() => server.close());

test('a host has the addresses that its name server tells, IPv4 first', async () => {
  expect(await resolveHost('both.test', servers)).toEqual(['93.184.216.34', '10.0.0.1', '2606::1']);
  expect(await resolveHost('four.test', servers)).toEqual(['127.0.0.1']);
});

test('a host that is not known has none', async () => {
  expect(await resolveHost('nobody.test', servers)).toEqual([]);
});

test.each([
  ['both.test', 'private_address'],
  ['four.test', 'private_address'],
  ['nobody.test', 'unresolved'],
])('%s is refused as %s', async (host, reason) => {
  const fetch = createSafeFetch({ resolve: (name) => resolveHost(name, servers) });
  await expect(fetch(`http://${host}/`)).rejects.toMatchObject({ reason });
});
