import { type Position, SERVER_LIMITS, type SubscribeOk } from '@pulse-io/protocol';
import { ApiError } from '../../api-error.js';
import { authorizeChannel } from '../authorize-channel.js';
import type { Subscription } from '../delivery.js';
import { fitEvents } from '../fit-events.js';
import { listenPresence } from '../listen-presence.js';
import type { Session } from '../session.js';
import type { SessionChannel } from '../session-channel.js';
import type { FrameOf, Reply } from './reply.js';

/**
 * Subscribes to a channel, or again to one that is subscribed, which is how a client fills a gap.
 * Rejects with `not_found` or `too_many_channels`; an earlier subscription to the channel has ended then as well.
 */
export async function subscribe(session: Session, { sub }: FrameOf<'sub'>): Promise<Reply<'sub'>> {
  const { ch, recover } = sub;
  const { kind, id } = authorizeChannel(session.caller, ch);
  if (!session.channels.has(ch) && session.channels.size >= SERVER_LIMITS.channels) {
    throw new ApiError(
      'too_many_channels',
      `A socket has at most ${SERVER_LIMITS.channels} channels; leave some first.`,
    );
  }
  try {
    const channel = session.enter(ch);
    const subscription = await join(session, ch, recover ?? null, channel);
    const users = kind === 'presence' ? [id] : kind === 'project' ? 'all' : null;
    const presence = users && (await listenPresence(session, ch, users, channel));
    const { answer, rest } = answerOf(subscription);
    return {
      ok: kind === 'presence' && presence ? { ...answer, presence } : answer,
      after: () => {
        for (const event of rest) session.outbox.send({ ev: event });
        channel.start();
      },
    };
  } catch (error) {
    session.leave(ch);
    throw error;
  }
}

async function join(session: Session, ch: string, recover: Position | null, channel: SessionChannel) {
  const { hub } = session.deps;
  const subscription = await hub.subscribe(session.grant.projectId, ch, recover, channel.deliver);
  channel.keep(subscription.unsubscribe);
  return subscription;
}

function answerOf({ epoch, offset, recovered, events }: Subscription): {
  answer: SubscribeOk;
  rest: SubscribeOk['events'];
} {
  const parts = fitEvents(events);
  if (!parts) return { answer: { epoch, offset, recovered: false, events: [] }, rest: [] };
  const { fit, rest } = parts;
  return { answer: { epoch, offset: offset - rest.length, recovered, events: fit }, rest };
}
