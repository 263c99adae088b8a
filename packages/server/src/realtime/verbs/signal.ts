import { parseChannel, SERVER_TIMING } from '@pulse-io/protocol';
import { ApiError, notFound } from '../../api-error.js';
import { channelTopic } from '../../bus/topics.js';
import type { Session } from '../session.js';
import type { FrameOf, Reply } from './reply.js';

/**
 * Tells everybody else in a room what is never stored, such as typing.
 * Rejects with `forbidden` for servers, `invalid_request` outside rooms and `not_found` for a room not subscribed to.
 */
export async function signal(session: Session, { signal: sent }: FrameOf<'signal'>): Promise<Reply<'signal'>> {
  const { caller, projectId } = session.grant;
  const { ch, type, data } = sent;
  if (caller.kind !== 'user') throw new ApiError('forbidden', 'Signals come from users; a server has the HTTP API.');
  if (parseChannel(ch)?.kind !== 'room') {
    throw new ApiError('invalid_request', `Signals go to rooms, not to ${ch}.`, { param: 'signal.ch' });
  }
  if (!session.channels.has(ch)) throw notFound(`A subscription to ${ch}`);
  session.deps.bus.publish(channelTopic(projectId, ch), {
    kind: 'ephemeral',
    ephemeral: { ch, type, user: caller.identity, data, ttlMs: SERVER_TIMING.typingTtlMs },
    from: session.id,
  });
  return { ok: {} };
}
