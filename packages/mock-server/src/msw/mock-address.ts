/** Which of a page's or a test's calls and sockets are the mock's: those to its address. */
export interface MockAddress {
  ownsCall(request: Request): boolean;
  /** The addresses of its realtime sockets. */
  readonly sockets: RegExp;
  /** The call as the backend knows it: without the path that the address begins with. */
  toBackend(request: Request): Request;
}

/** All that a backend answers at; at an address that a page shares with its mock, the rest is the page's. */
const PATHS = /^\/(?:(?:api\/)?v1|docs|__mock)(?:\/|$)/;

/** Reads an address such as `http://localhost:8081`. Throws a TypeError for what is none. */
export function readAddress(baseUrl: string, pageOrigin: string | undefined): MockAddress {
  const base = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!base || !/^https?:$/.test(base.protocol) || base.search || base.hash) {
    throw new TypeError(`baseUrl must be like http://localhost:8081, not ${baseUrl}.`);
  }
  const prefix = base.pathname.replace(/\/+$/, '');
  const isShared = base.origin === pageOrigin;
  const pathOf = ({ origin, pathname }: URL): string | undefined =>
    origin === base.origin && `${pathname}/`.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : undefined;

  return {
    ownsCall({ url }) {
      const path = pathOf(new URL(url));
      return path !== undefined && (!isShared || PATHS.test(path));
    },
    sockets: new RegExp(`^${quote(`${base.origin.replace(/^http/, 'ws')}${prefix}`)}/(?:api/)?v1/realtime$`),
    toBackend(request) {
      if (prefix === '') return request;
      const url = new URL(request.url);
      url.pathname = url.pathname.slice(prefix.length);
      return new Request(url, request);
    },
  };
}

const quote = (text: string): string => text.replaceAll(/[^\w]/g, String.raw`\$&`);
