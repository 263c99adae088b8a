import type { Session } from '../session.js';
import type { FrameOf, Reply } from './reply.js';

/** Leaves a channel; one that is not subscribed is left already. */
export async function unsubscribe(session: Session, { unsub }: FrameOf<'unsub'>): Promise<Reply<'unsub'>> {
  session.leave(unsub.ch);
  return { ok: {} };
}
