import { CLOSE } from '@pulse-io/protocol';
import { ApiError, type Gateway, type Handshake, type Peer, type Socket } from '@pulse-io/server';
import { MockSocket, type MockSocketDeps } from './mock-socket.js';
import type { OpenSocket, SocketActions, SocketChoice } from './socket-actions.js';

type Shared = Pick<MockSocketDeps, 'clock' | 'faults' | 'expired' | 'log'>;

/** The sockets that are open at the mock. */
export class MockSockets implements SocketActions {
  readonly #deps: () => Shared;
  readonly #open = new Set<MockSocket>();
  #count = 0;

  constructor(deps: () => Shared) {
    this.#deps = deps;
  }

  accept(gateway: Gateway, socket: Socket, handshake: Handshake): Peer {
    const mockSocket: MockSocket = new MockSocket({
      ...this.#deps(),
      id: ++this.#count,
      socket,
      onClosed: () => this.#open.delete(mockSocket),
    });
    this.#open.add(mockSocket);
    return mockSocket.attach(gateway.accept, handshake);
  }

  /** Frames of clients that wait for their answer. */
  get pending(): number {
    return [...this.#open].reduce((sum, { pending }) => sum + pending, 0);
  }

  openSockets(): OpenSocket[] {
    return [...this.#open].map(({ id, user, silent }) => ({ socket: id, user, halfOpen: silent }));
  }

  dropSockets({ code, ...choice }: SocketChoice & { code?: number } = {}): number {
    if (code !== undefined && code !== 1000 && !(code >= 3000 && code < 5000)) {
      throw new ApiError('invalid_request', `A server closes with 1000 or 3000 to 4999, not with ${code}.`, {
        param: 'code',
      });
    }
    return this.#each(choice, (socket) => {
      if (code === undefined) socket.terminate();
      else socket.close(code, '');
      return true;
    });
  }

  halfOpenSockets(choice: SocketChoice = {}): number {
    return this.#each(choice, (socket) => socket.silence());
  }

  expireTokens({ user }: { user?: string } = {}): number {
    const { clock, expired } = this.#deps();
    expired.expire(clock.now(), user);
    return this.#each(user === undefined ? {} : { user }, (socket) => {
      if (socket.user === null) return false;
      socket.close(CLOSE.tokenExpired, 'token_expired: The user token has ended; get a new one.');
      return true;
    });
  }

  /** Ends those that hear no goodbye any more. */
  dropSilent(): void {
    for (const socket of [...this.#open]) if (socket.silent) socket.terminate();
  }

  /** Counts from 1 again. */
  reset(): void {
    this.#count = 0;
  }

  #each({ user, socket: id }: SocketChoice, act: (socket: MockSocket) => boolean): number {
    const meant = [...this.#open].filter(
      (socket) => (user === undefined || socket.user === user) && (id === undefined || socket.id === id),
    );
    return meant.filter(act).length;
  }
}
