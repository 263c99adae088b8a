import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Public by its range, and yet the inside of a cloud: Azure's agent and DNS (learn.microsoft.com, "What is IP address 168.63.129.16?"). */
const CLOUD_INSIDE: ReadonlySet<string> = new Set(['168.63.129.16']);
/** All that is global unicast in IPv6 so far (IANA, "Internet Protocol Version 6 Address Space"). */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an IP address is one of the public internet. Private, loopback, link-local, shared, multicast and reserved
 * ranges are not, nor is any IPv6 form that carries an IPv4 address (mapped, translated, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%') || CLOUD_INSIDE.has(address)) return false;
  const parsed = ipaddr.parse(address);
  return parsed.range() === 'unicast' && (parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6));
}
