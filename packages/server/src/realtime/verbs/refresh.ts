import { CLOSE } from '@pulse-io/protocol';
import { ApiError } from '../../api-error.js';
import { toTimestamp } from '../../clock.js';
import { mayHearChannel } from '../authorize-channel.js';
import { checkCredentials } from '../check-credentials.js';
import { Closing } from '../closing.js';
import type { Session } from '../session.js';
import type { FrameOf, Reply } from './reply.js';

/** Puts a new token of the same user in the place of the one that is about to end. */
export async function refresh(session: Session, { refresh: { token } }: FrameOf<'refresh'>): Promise<Reply<'refresh'>> {
  const { authenticate } = session.deps;
  const before = session.grant;
  const credentials = { key: before.key, token };
  const { projectId, caller } = await checkCredentials(authenticate, credentials);
  const same =
    before.caller.kind === 'user' &&
    caller.kind === 'user' &&
    before.projectId === projectId &&
    before.caller.identity === caller.identity;
  if (!same) {
    const detail = 'A socket is refreshed with a token of the same user and project only; open another one.';
    throw new Closing(CLOSE.token, new ApiError('forbidden_user', detail));
  }
  session.grant = { ...before, caller };
  try {
    // A revocation of the new token before the session took it would have been missed.
    await checkCredentials(authenticate, credentials);
  } catch (error) {
    session.grant = before;
    throw error;
  }
  session.expireAt(caller.expiresAt);
  return { ok: { exp: toTimestamp(caller.expiresAt) }, after: () => leaveWhatEnded(session) };
}

/** The new token may open less than the old one did. */
function leaveWhatEnded(session: Session): void {
  for (const ch of [...session.channels.keys()]) {
    if (mayHearChannel(session.caller, ch)) continue;
    session.leave(ch);
    session.outbox.send({ unsubd: { ch, code: 'not_found' } });
  }
}
