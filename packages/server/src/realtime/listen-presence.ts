import type { Presence, SubscribeOk } from '@pulse-io/protocol';
import type { Scope } from './scope.js';
import type { Session } from './session.js';

/**
 * Makes changes of presence go to a socket under a channel's name until the scope ends, and answers how they are
 * now. Listens before it reads, so that no change falls between the answer and the first diff. What does not fit the
 * answer, of whose frame `used` bytes are taken, follows in frames of its own.
 */
export async function listenPresence(
  session: Session,
  ch: string,
  users: readonly string[] | 'all',
  scope: Scope,
  used = 0,
): Promise<Presence[]> {
  const { deps, diffs, grant } = session;
  diffs.open(ch);
  scope.keep(() => diffs.close(ch));
  scope.keep(
    await deps.listeners.listen(grant.projectId, users, ({ presence, previous }) =>
      diffs.change(ch, {
        ...{ presence, previous },
        // Of one who was there for all that is known, the going is told, if need be again.
        ...{ was: previous?.status !== 'offline', is: presence.status !== 'offline' },
      }),
    ),
  );
  const read = users === 'all' ? [] : await deps.presences.get(grant.projectId, users);
  deps.listeners.learn(grant.projectId, read);
  return diffs.answer(ch, read, used);
}

/** The same for those in a room, and how many they are where they are too many to be listed. */
export async function listenRoom(
  session: Session,
  ch: string,
  roomId: string,
  scope: Scope,
  used: number,
): Promise<Pick<SubscribeOk, 'presence' | 'rest' | 'count'>> {
  const { deps, diffs, grant } = session;
  diffs.open(ch);
  scope.keep(() => diffs.close(ch));
  scope.keep(
    await deps.rooms.listen(grant.projectId, roomId, ({ change, presence, count }, was) =>
      diffs.change(ch, { presence, previous: null, was, is: change !== 'leave', count }),
    ),
  );
  const read = await deps.presences.getRoom(grant.projectId, roomId);
  deps.rooms.learn(grant.projectId, read);
  return diffs.answerRoom(ch, read, used);
}
