import { parseChannel, SERVER_TIMING, WATCH_CHANNEL } from '@pulse-io/protocol';
import { ApiError, notFound } from '../../api-error.js';
import { channelTopic } from '../../bus/topics.js';
import type { Session } from '../session.js';
import type { FrameOf, Reply } from './reply.js';

/**
 * Tells everybody else in a room what is never stored, such as typing; or, under WATCH_CHANNEL, the server whether
 * somebody sits before the socket. Rejects with `forbidden` for servers, `invalid_request` elsewhere and for a type that
 * the channel does not take, and `not_found` for a room not subscribed to.
 */
export async function signal(session: Session, { signal: sent }: FrameOf<'signal'>): Promise<Reply<'signal'>> {
  const { caller, projectId } = session.grant;
  const { ch, type, data } = sent;
  if (caller.kind !== 'user') throw new ApiError('forbidden', 'Signals come from users; a server has the HTTP API.');
  if (ch === WATCH_CHANNEL) {
    if (type !== 'away' && type !== 'active') throw wrongType(ch, 'away and active');
    await session.setIdle(type === 'away');
    return { ok: {} };
  }
  if (parseChannel(ch)?.kind !== 'room') {
    throw new ApiError('invalid_request', `Signals go to rooms and to ${WATCH_CHANNEL}, not to ${ch}.`, {
      param: 'signal.ch',
    });
  }
  if (type === 'away' || type === 'active') throw wrongType(ch, 'typing_started and typing_stopped');
  if (!session.channels.has(ch)) throw notFound(`A subscription to ${ch}`);
  session.deps.bus.publish(channelTopic(projectId, ch), {
    kind: 'ephemeral',
    ephemeral: { ch, type, user: caller.identity, data, ttlMs: SERVER_TIMING.typingTtlMs },
    from: session.id,
  });
  return { ok: {} };
}

const wrongType = (ch: string, types: string) =>
  new ApiError('invalid_request', `${ch} takes the signals ${types}.`, { param: 'signal.type' });
