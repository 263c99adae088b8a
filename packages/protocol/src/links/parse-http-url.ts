/** What is not seen or turns text around, and so lets an address pass for another: controls, spaces, format characters. */
const DISGUISE = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\\]/u;
/** URL parsers forgive missing slashes; people do not read such an address as one. The host ends at `/`, `?` or `#`. */
const START = /^https?:\/\/([^/?#]+)/i;
/** What a host is made of once it was parsed, IDN being punycode by then. */
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/;

/**
 * Parses an absolute http(s) address, and answers null for everything else: other schemes, credentials before an `@`,
 * backslashes, and characters that are invisible or turn the reading direction. The answer's `href` has its host in punycode.
 */
export function parseHttpUrl(text: string): URL | null {
  if (DISGUISE.test(text)) return null;
  const [, authority] = START.exec(text) ?? [];
  if (authority === undefined || authority.includes('@') || !URL.canParse(text)) return null;
  const url = new URL(text);
  return HOST.test(url.hostname) ? url : null;
}
