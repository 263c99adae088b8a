import { SERVER_CLOSE, SUBPROTOCOL } from '@pulse-io/protocol';
import { ApiError } from '../api-error.js';
import type { Authenticate } from '../http/authenticate.js';
import type { Services } from '../services.js';
import { afterLoss } from './after-loss.js';
import { closeReason } from './closing.js';
import type { Hub } from './hub.js';
import { PresenceListeners } from './presence-listeners.js';
import { RoomListeners } from './room-listeners.js';
import { Session, type SessionDeps } from './session.js';
import { SessionRegistry } from './session-registry.js';
import type { Handshake, Peer, Socket } from './socket.js';

/** Sockets of one user at a time, over its tabs and devices. */
const SOCKETS_PER_USER = 100;

export interface GatewayDeps {
  services: Pick<Services, 'storage' | 'bus' | 'clock' | 'logger' | 'nextId' | 'presences'>;
  /** Closed with the gateway. */
  hub: Hub;
  authenticate: Authenticate;
  /** Default 100; one more is closed with SERVER_CLOSE.connections. */
  socketsPerUser?: number;
}

/** Realtime over any kind of socket: frames in, frames out. */
export interface Gateway {
  /** Takes a socket that has just been opened. Neither this nor the answer ever throws. */
  accept(socket: Socket, handshake: Handshake): Peer;
  /** Closes every socket with SERVER_CLOSE.shutdown, takes no more, and resolves when their work has ended. */
  close(): Promise<void>;
}

/** Work that hangs by then is left alone: the process must be able to end. */
const CLOSE_MS = 5_000;

const DEAD: Peer = { message: () => {}, closed: () => {} };

export function createGateway(options: GatewayDeps): Gateway {
  const { services, hub, authenticate, socketsPerUser = SOCKETS_PER_USER } = options;
  const { storage, bus, clock, logger, nextId, presences } = services;
  const registry = new SessionRegistry(bus, socketsPerUser);
  const listeners = new PresenceListeners(bus);
  const rooms = new RoomListeners(bus);
  const deps: SessionDeps = {
    ...{ storage, bus, clock, logger, nextId, presences },
    ...{ hub, authenticate, registry, listeners, rooms },
  };
  const sessions = new Set<Session>();
  let closing = false;

  /** Leases are told anew first: Redis may have forgotten them. */
  async function relearnPresence(): Promise<void> {
    await Promise.all([...sessions].map((session) => session.state === 'open' && session.renewLease()));
    await listeners.relearn(presences);
    await rooms.relearn(presences);
  }
  const stopLooking = afterLoss(services, {
    revocations: () => registry.endRevoked(storage.db),
    presence: relearnPresence,
  });

  function refuse(socket: Socket, code: number, error: ApiError): Peer {
    try {
      socket.close(code, closeReason(error));
    } catch {
      // Closed already.
    }
    return DEAD;
  }

  return {
    accept(socket, { origin, protocol }) {
      if (closing) return refuse(socket, SERVER_CLOSE.shutdown, shuttingDown());
      if (protocol !== SUBPROTOCOL) {
        const detail = `This server speaks the subprotocol ${SUBPROTOCOL}, not ${protocol ?? 'none'}.`;
        return refuse(socket, SERVER_CLOSE.version, new ApiError('invalid_request', detail));
      }
      const session = new Session(deps, socket, origin);
      sessions.add(session);
      session.scope.keep(() => sessions.delete(session));
      return session;
    },
    async close() {
      closing = true;
      stopLooking();
      const open = [...sessions];
      for (const session of open) session.end(SERVER_CLOSE.shutdown, shuttingDown());
      const idle = Promise.all(open.map((session) => session.idle()));
      await new Promise<void>((resolve) => {
        const cancel = clock.setTimeout(resolve, CLOSE_MS);
        void idle.then(cancel).then(resolve);
      });
      hub.close();
    },
  };
}

const shuttingDown = () => new ApiError('unavailable', 'The server is shutting down; connect again.');
