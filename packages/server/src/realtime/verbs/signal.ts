import { parseChannel, SERVER_TIMING, WATCH_CHANNEL } from '@pulse-io/protocol';
import { ApiError, notFound } from '../../api-error.js';
import { channelTopic } from '../../bus/topics.js';
import { requireChannel } from '../../chat/channel-access.js';
import { requireVoice } from '../../chat/messages/message-access.js';
import type { Session } from '../session.js';
import type { FrameOf, Reply } from './reply.js';

/**
 * Tells everybody else in a room or a chat channel what is never stored, such as typing; or, under WATCH_CHANNEL, the
 * server whether somebody sits before the socket. Rejects with `forbidden` for servers, `invalid_request` elsewhere and
 * for a type that the channel does not take, `not_found` for a channel not subscribed to, and in chat with `banned`,
 * `muted` or `channel_frozen`, as a message would be.
 */
export async function signal(session: Session, { signal: sent }: FrameOf<'signal'>): Promise<Reply<'signal'>> {
  const { caller, projectId } = session.grant;
  const { ch } = sent;
  if (caller.kind !== 'user') throw new ApiError('forbidden', 'Signals come from users; a server has the HTTP API.');
  if (ch === WATCH_CHANNEL) {
    if (sent.type !== 'away' && sent.type !== 'active') throw wrongType(ch, 'away and active');
    await session.setIdle(sent.type === 'away');
    return { ok: {} };
  }
  const { kind, id } = parseChannel(ch) ?? {};
  if (id === undefined || (kind !== 'room' && kind !== 'chat')) {
    throw new ApiError('invalid_request', `Signals go to rooms, to chat and to ${WATCH_CHANNEL}, not to ${ch}.`, {
      param: 'signal.ch',
    });
  }
  if (sent.type === 'away' || sent.type === 'active') throw wrongType(ch, 'typing_started and typing_stopped');
  if (sent.type === 'reaction_sent' && kind === 'room') throw wrongType(ch, 'typing_started and typing_stopped');
  if (!session.channels.has(ch)) throw notFound(`A subscription to ${ch}`);
  if (kind === 'chat' && !(await isHeard(session, id))) return { ok: {} };
  const ttlMs = sent.type === 'reaction_sent' ? 0 : SERVER_TIMING.typingTtlMs;
  session.deps.bus.publish(channelTopic(projectId, ch), {
    kind: 'ephemeral',
    ephemeral: { ...sent, user: caller.identity, ttlMs },
    from: session.id,
  });
  return { ok: {} };
}

/** False under a shadow ban, of which its user is not told. */
async function isHeard({ grant, deps }: Session, channelId: string): Promise<boolean> {
  const ctx = { ...grant, now: () => deps.clock.now() };
  const access = await requireChannel(ctx, deps.storage.db, channelId);
  requireVoice(ctx, access);
  return !access.restrictions.shadow_ban;
}

const wrongType = (ch: string, types: string) =>
  new ApiError('invalid_request', `${ch} takes the signals ${types}.`, { param: 'signal.type' });
