import type { AnyEvent, ErrorCode } from '@pulse-io/protocol';
import type { Caller } from '../caller.js';

/**
 * The code with which an event ends the subscription of who hears it; null for most. Since events come in order and
 * without a gap, nothing that was written after a ban can reach whom it bans.
 */
export function subscriptionEnd(event: AnyEvent, caller: Caller): ErrorCode | null {
  if (event.type === 'chat.channel.updated' && event.data.channel === null) return 'not_found';
  if (caller.kind !== 'user') return null;
  if (event.type === 'user.banned' && event.data.userId === caller.identity && event.ch.startsWith('chat:')) {
    return 'banned';
  }
  const isRemoved = event.type === 'chat.member.removed' && event.data.userId === caller.identity && !event.data.open;
  return isRemoved && event.ch.startsWith('chat:') && caller.role === 'user' ? 'not_found' : null;
}
