import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Target } from './check-target.js';

/** Bytes of an answer's head. */
const MAX_HEADER_BYTES = 16_384;

export interface PinnedRequest {
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array | undefined;
  signal: AbortSignal;
}

/**
 * Makes one HTTP request over a connection of its own to one of the target's checked addresses; its host is not
 * resolved again. `Host`, SNI and the certificate's check are those of the host. Resolves with the head of the answer.
 */
export function requestPinned({ url, addresses }: Target, options: PinnedRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      method: options.method,
      headers: options.headers,
      signal: options.signal,
      lookup: pin(addresses),
      // A pool might hold a connection made under other rules, and the global agent may go through a proxy.
      agent: false,
      // Also where the process was told to trust everybody.
      rejectUnauthorized: true,
      maxHeaderSize: MAX_HEADER_BYTES,
    });
    request.on('error', reject);
    request.on('response', resolve);
    // Nobody asked for another protocol.
    request.on('upgrade', (_, socket) => {
      socket.destroy();
      reject(new Error('The server switched protocols.'));
    });
    request.end(options.body);
  });
}

const pin = (addresses: readonly string[]): LookupFunction => {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, { all: wantsAll }, callback) => {
    const [first] = all;
    if (wantsAll || !first) callback(null, all);
    else callback(null, first.address, first.family);
  };
};
