import { isIP } from 'node:net';
import { parseHttpUrl } from '@pulse-io/protocol';
import { SafeFetchError } from './safe-fetch-error.js';

export interface TargetRules {
  resolve(host: string): Promise<readonly string[]>;
  allow(address: string): boolean;
  ports: ReadonlySet<number>;
}

export interface Target {
  url: URL;
  /** Checked, all of them: only these may be connected to. */
  addresses: readonly string[];
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** Resolves an address's host and checks everything about it; rejects with a SafeFetchError. */
export async function checkTarget(text: string, rules: TargetRules): Promise<Target> {
  const url = parseHttpUrl(text);
  if (!url) throw new SafeFetchError('bad_url', 'Only http(s) addresses without credentials are fetched.');
  const port = url.port === '' ? DEFAULT_PORTS[url.protocol] : Number(url.port);
  if (port === undefined || !rules.ports.has(port))
    throw new SafeFetchError('bad_port', `Port ${port} is not fetched from.`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) === 0 ? await resolve(host, rules) : [host];
  // One private address among public ones is no accident, and the connection might take it.
  if (!addresses.every((address) => isIP(address) !== 0 && rules.allow(address))) {
    throw new SafeFetchError('private_address', `${host} is not on the public internet.`);
  }
  return { url, addresses };
}

async function resolve(host: string, rules: TargetRules): Promise<readonly string[]> {
  let addresses: readonly string[] = [];
  let cause: unknown;
  try {
    addresses = await rules.resolve(host);
  } catch (error) {
    cause = error;
  }
  if (addresses.length === 0) throw new SafeFetchError('unresolved', `${host} has no address.`, cause);
  return addresses;
}
