import type { AnyEvent, ErrorCode } from '@pulse-io/protocol';
import type { Caller } from '../caller.js';

/**
 * The code with which an event ends the subscription of who hears it; null for most. Since events come in order and
 * without a gap, nothing that was written after a ban can reach whom it bans.
 */
export function subscriptionEnd(event: AnyEvent, caller: Caller): ErrorCode | null {
  if (event.type === 'chat.channel.updated' && event.data.channel === null) return 'not_found';
  // Moderators of the project hear every channel, whatever becomes of their membership.
  if (caller.kind !== 'user' || caller.role !== 'user' || !event.ch.startsWith('chat:')) return null;
  if (event.type === 'user.banned') return event.data.userId === caller.identity ? 'banned' : null;
  if (event.type !== 'chat.member.removed' || event.data.open) return null;
  return event.data.userId === caller.identity ? 'not_found' : null;
}
