import { WATCH_CHANNEL } from '@pulse-io/protocol';
import type { Config } from '../config.js';
import { readPayload } from '../transport/jwt.js';
import { Session } from '../transport/session.js';
import type { WebSocketLike } from '../transport/web-socket.js';

export type OpenSocket = (url: string, protocol: string) => WebSocketLike;

/** How the next socket is to be opened with a token; undefined where the platform has no WebSocket. */
export type ChooseSocket = (token: string | undefined) => Promise<OpenSocket | undefined>;

/**
 * The user's tabs share a socket where the page has Web Locks and a BroadcastChannel and the token names a user; the
 * code for that is loaded with the first such socket. Everywhere else a client has a socket of its own.
 */
export function chooseSocket(config: Config): ChooseSocket {
  let shares = config.tabs;
  return async (token) => {
    const WebSocket = config.WebSocket ?? globalThis.WebSocket;
    const open: OpenSocket | undefined = WebSocket && ((url, protocol) => new WebSocket(url, protocol));
    const locks = globalThis.BroadcastChannel && globalThis.navigator?.locks;
    const claims = token ? readPayload(token) : {};
    if (!shares || !open || !locks || !claims.sub) return open;
    try {
      const { shareSocket } = await import('./shared-socket.js');
      // What both need is handed over: imported there, it would split the code that every page loads first.
      return shareSocket(config, claims, {
        open,
        locks,
        watchChannel: WATCH_CHANNEL,
        openSession: (socket, events) => new Session(socket, config.clock, events),
        onAlone: () => {
          shares = false;
        },
      });
    } catch {
      // The code could not be loaded just now: the socket matters more than the sharing.
      return open;
    }
  };
}
