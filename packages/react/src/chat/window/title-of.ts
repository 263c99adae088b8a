import type { ChannelView } from '@pulse-io/client';

/** Of a channel without a name so many people are named. */
const NAMED = 3;

/** A channel's name; of one without a name its people; the id where nothing else is known; empty before it was read. */
export function titleOf(
  channel: Pick<ChannelView, 'name' | 'members' | 'id'> | null,
  userId: string | null,
  nameOf: (userId: string) => string,
): string {
  if (!channel) return '';
  if (channel.name) return channel.name;
  const others = channel.members.filter((member) => member.userId !== userId).map((member) => nameOf(member.userId));
  return others.length > 0 ? others.slice(0, NAMED).join(', ') : channel.id;
}
