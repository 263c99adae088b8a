import { CLOSE, LIMITS, SERVER_LIMITS, TIMING } from '@pulse-io/protocol';
import { ApiError } from '../../api-error.js';
import { toTimestamp } from '../../clock.js';
import { checkCredentials } from '../check-credentials.js';
import { Closing } from '../closing.js';
import type { Session } from '../session.js';
import type { FrameOf, Reply } from './reply.js';

/** Authenticates a socket and makes its user present. */
export async function connect(session: Session, frame: FrameOf<'connect'>): Promise<Reply<'connect'>> {
  const { deps } = session;
  const { key, token, secret, idle = false } = frame.connect;
  if (secret !== undefined && session.origin !== null) {
    const detail =
      'The secret came from a browser, where anybody can read it. Use a user token there, and a new secret.';
    throw new Closing(CLOSE.forbidden, new ApiError('forbidden', detail));
  }
  const credentials = { key, token, secret };
  const { projectId, caller } = await checkCredentials(deps.authenticate, credentials);
  session.grant = { key, projectId, caller };
  session.scope.keep(await deps.registry.join(projectId, session));
  // A revocation between the first check and the registration would have been missed by both.
  if (caller.kind === 'user') await checkCredentials(deps.authenticate, credentials);
  await session.present(idle);
  session.open();
  if (caller.kind === 'user') session.expireAt(caller.expiresAt);
  const { frameBytes, channels } = SERVER_LIMITS;
  const { framesPerSecond, bulkUsers } = LIMITS;
  return {
    ok: {
      session: session.id,
      pingMs: TIMING.pingMs,
      exp: caller.kind === 'user' ? toTimestamp(caller.expiresAt) : null,
      now: toTimestamp(deps.clock.now()),
      limits: { frameBytes, channels, framesPerSecond, watchedUsers: bulkUsers },
    },
  };
}
