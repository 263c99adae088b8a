const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** What a WebSocket is opened with, checked as the platform does; throws a DOMException `SyntaxError`. */
export function readAddress(url: string | URL, protocols: string | string[] = []): { url: URL; protocols: string[] } {
  const address = URL.parse(url);
  if (!address) throw syntaxError(`${url} is no address.`);
  address.protocol = address.protocol.replace(/^http/, 'ws');
  if (!/^wss?:$/.test(address.protocol)) throw syntaxError(`A WebSocket speaks ws: or wss:, not ${address.protocol}`);
  if (address.hash) throw syntaxError('The address of a WebSocket has no fragment.');
  const offered = typeof protocols === 'string' ? [protocols] : [...protocols];
  const wrong = offered.find((name, at) => !TOKEN.test(name) || offered.indexOf(name) !== at);
  if (wrong !== undefined) throw syntaxError(`The subprotocol '${wrong}' is no token, or is there twice.`);
  return { url: address, protocols: offered };
}

export const syntaxError = (message: string): DOMException => new DOMException(message, 'SyntaxError');
