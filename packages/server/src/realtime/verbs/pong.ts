import type { Session } from '../session.js';

/** Shows that somebody is there: the socket lives on, and so does its user's presence. */
export function pong(session: Session): void {
  session.heartbeat.pong();
  if (session.state === 'open') void session.renewLease();
}
