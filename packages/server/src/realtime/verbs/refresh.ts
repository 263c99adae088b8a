import { CLOSE, parseChannel } from '@pulse-io/protocol';
import { ApiError } from '../../api-error.js';
import { toTimestamp } from '../../clock.js';
import { findRefusal } from '../authorize-channel.js';
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
  const ended = await findEnded(session);
  return {
    ok: { exp: toTimestamp(caller.expiresAt) },
    after: () => {
      for (const [ch, code] of ended) session.endChannel(ch, code);
    },
  };
}

/** What the old token opened and the new one does not. */
async function findEnded(session: Session): Promise<Map<string, 'not_found' | 'banned'>> {
  const ended = new Map<string, 'not_found' | 'banned'>();
  for (const ch of [...session.channels.keys()]) {
    const name = parseChannel(ch);
    const refusal = name && (await findRefusal(session.hearer, name));
    if (refusal) ended.set(ch, refusal);
  }
  return ended;
}
