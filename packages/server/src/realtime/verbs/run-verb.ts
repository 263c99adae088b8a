import type { ClientFrame, Verb } from '@pulse-io/protocol';
import type { Session } from '../session.js';
import { connect } from './connect.js';
import { refresh } from './refresh.js';
import type { Reply } from './reply.js';
import { signal } from './signal.js';
import { subscribe } from './subscribe.js';
import { unsubscribe } from './unsubscribe.js';
import { watch } from './watch.js';

/** Runs the verb of a frame. Rejects with an ApiError, or with a Closing that ends the socket. */
export function runVerb(session: Session, frame: Exclude<ClientFrame, { pong: unknown }>): Promise<Reply<Verb>> {
  if ('connect' in frame) return connect(session, frame);
  if ('refresh' in frame) return refresh(session, frame);
  if ('sub' in frame) return subscribe(session, frame);
  if ('unsub' in frame) return unsubscribe(session, frame);
  if ('watch' in frame) return watch(session, frame);
  return signal(session, frame);
}
