import { ApiError } from '@pulse-io/server';

/** Addresses, which no name server can bend to this machine. */
const ADDRESS = /^(\[[\da-f:.]+\]|\d{1,3}(\.\d{1,3}){3})$/i;
/** Names that are of this machine or its own network; one without a dot is nobody's in public. */
const OWN_NAME = /^[^.]+$|(^|\.)(localhost|local|internal|test|lan)$/i;

/**
 * Throws `forbidden` for what a page of a stranger asks: one of another origin, or one whose name was made to lead to
 * this machine after it was loaded (DNS rebinding).
 */
export function refuseStrangers(request: Request, url: URL): void {
  if (!ADDRESS.test(url.hostname) && !OWN_NAME.test(url.hostname)) {
    throw new ApiError(
      'forbidden',
      `The mock server's controls do not answer to the name ${url.hostname}; use localhost or an IP address.`,
    );
  }
  const origin = request.headers.get('origin');
  const foreign = origin !== null && hostOf(origin) !== url.host;
  if (foreign || (request.headers.get('sec-fetch-site') === 'cross-site' && !opensPage(request))) {
    throw new ApiError('forbidden', "Only the mock server's own page may use its controls from a browser.");
  }
}

/** A link that somebody follows does nothing yet, and the page cannot be framed. */
const opensPage = ({ method, headers }: Request): boolean =>
  method === 'GET' && headers.get('sec-fetch-mode') === 'navigate' && headers.get('sec-fetch-dest') === 'document';

/** `null`, which sandboxed pages send, is nobody's. */
const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);
