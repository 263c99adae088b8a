import { type ChannelKind, type Position, SERVER_LIMITS, type SubscribeOk } from '@pulse-io/protocol';
import { ApiError } from '../../api-error.js';
import { authorizeChannel } from '../authorize-channel.js';
import type { Subscription } from '../delivery.js';
import { fitEvents } from '../fit-events.js';
import { listenPresence, listenRoom } from '../listen-presence.js';
import type { Session } from '../session.js';
import type { SessionChannel } from '../session-channel.js';
import { utf8Length } from '../utf8.js';
import type { FrameOf, Reply } from './reply.js';

/**
 * Subscribes to a channel, or again to one that is subscribed, which is how a client fills a gap.
 * Rejects with `not_found`, `banned` or `too_many_channels`; an earlier subscription to the channel has ended then as well.
 */
export async function subscribe(session: Session, { sub }: FrameOf<'sub'>): Promise<Reply<'sub'>> {
  const { ch, recover, presence } = sub;
  const { kind, id } = await authorizeChannel(session.hearer, ch);
  if (!session.channels.has(ch) && session.channels.size >= SERVER_LIMITS.channels) {
    throw new ApiError(
      'too_many_channels',
      `A socket has at most ${SERVER_LIMITS.channels} channels; leave some first.`,
    );
  }
  try {
    const channel = session.enter(ch);
    const subscription = await join(session, ch, recover ?? null, channel);
    // A ban between the first look and the joining is in no event that comes.
    if (kind === 'chat') await authorizeChannel(session.hearer, ch);
    const { answer, rest } = answerOf(subscription);
    if (kind === 'room') await session.renewLease();
    return {
      ok: { ...answer, ...(await listen(session, { ch, kind, id, presence, answer, channel })) },
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

interface Listening {
  ch: string;
  kind: ChannelKind;
  id: string;
  presence: boolean | undefined;
  /** What the frame carries already. */
  answer: SubscribeOk;
  channel: SessionChannel;
}

/** Lets the changes of presence that belong to a channel come, and answers how it is now where that is answered. */
async function listen(session: Session, { ch, kind, id, presence, answer, channel }: Listening) {
  const used = utf8Length(JSON.stringify(answer));
  if (kind === 'presence') return { presence: await listenPresence(session, ch, [id], channel, used) };
  if (kind === 'project') await listenPresence(session, ch, 'all', channel);
  return kind === 'room' && presence ? listenRoom(session, ch, id, channel, used) : {};
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
