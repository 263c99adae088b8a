import type { Presence } from '@pulse-io/protocol';
import type { Scope } from './scope.js';
import type { Session } from './session.js';

/**
 * Makes changes of presence go to a socket under a channel's name until the scope ends, and answers how they are
 * now. Listens before it reads, so that no change falls between the answer and the first diff.
 */
export async function listenPresence(
  session: Session,
  ch: string,
  users: readonly string[] | 'all',
  scope: Scope,
): Promise<Presence[]> {
  const { deps, diffs, grant } = session;
  diffs.open(ch);
  scope.keep(() => diffs.close(ch));
  scope.keep(await deps.listeners.listen(grant.projectId, users, (change) => diffs.change(ch, change)));
  const read = users === 'all' ? [] : await deps.presences.get(grant.projectId, users);
  return diffs.answer(ch, read);
}
