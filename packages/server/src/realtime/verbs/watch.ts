import { WATCH_CHANNEL } from '@pulse-io/protocol';
import { listenPresence } from '../listen-presence.js';
import type { Session } from '../session.js';
import type { FrameOf, Reply } from './reply.js';

/** Watches the presence of some users in the place of those watched before. */
export async function watch(session: Session, frame: FrameOf<'watch'>): Promise<Reply<'watch'>> {
  const scope = session.newWatch();
  try {
    const users = [...new Set(frame.watch.users)];
    return { ok: { presence: await listenPresence(session, WATCH_CHANNEL, users, scope) } };
  } catch (error) {
    scope.end();
    throw error;
  }
}
