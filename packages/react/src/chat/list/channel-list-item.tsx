import { memo } from 'react';
import { daysBefore, formatDay, formatTime } from '../../lib/format-time.js';
import { useIdentity } from '../../provider/use-identity.js';
import { useStrings } from '../../strings/use-strings.js';
import { Avatar } from '../../ui/avatar.js';
import { Count } from '../../ui/count.js';
import { useUsers } from '../../users/use-user.js';
import type { UseChannelsResult } from '../use-channels.js';
import { titleOf } from '../window/title-of.js';

export interface ChannelListItemProps {
  channel: UseChannelsResult['channels'][number];
  selected?: boolean;
  onSelect?: ((channelId: string) => void) | undefined;
}

/** A channel in a line: how it is called, what was said last, and how much is unread. */
export const ChannelListItem = /* @__PURE__ */ memo(function ChannelListItem(props: ChannelListItemProps) {
  const { channel, selected = false, onSelect } = props;
  const strings = useStrings();
  const userOf = useUsers();
  const userId = useIdentity();
  const { lastMessage, unreadCount } = channel;
  const title = titleOf(channel, userId, (id) => userOf(id).name) || channel.id;
  const other = channel.type === 'dm' ? channel.members.find((member) => member.userId !== userId) : undefined;
  const said = lastMessage?.deletedAt ? strings.deleted : lastMessage?.text || lastMessage?.attachments[0]?.title;
  const by = lastMessage?.userId === userId ? strings.you : lastMessage && userOf(lastMessage.userId).name;
  return (
    <button
      type="button"
      className="pulse-channel"
      aria-current={selected || undefined}
      data-unread={unreadCount > 0 || undefined}
      onClick={() => onSelect?.(channel.id)}
    >
      <Avatar decorative size="lg" name={title} image={other && userOf(other.userId).image} />
      <span className="pulse-channel-words">
        <bdi className="pulse-channel-title">{title}</bdi>
        <span className="pulse-channel-said">
          {said === undefined ? strings.noMessages : other ? said : `${by}: ${said}`}
        </span>
      </span>
      <span className="pulse-channel-end">
        {channel.lastMessageAt && <time dateTime={channel.lastMessageAt}>{shortTime(channel.lastMessageAt)}</time>}
        <Count value={unreadCount} label={strings.unread(unreadCount)} />
      </span>
    </button>
  );

  function shortTime(time: string): string {
    const now = Date.now();
    const days = daysBefore(time, now);
    if (days === 0) return formatTime(time, strings.locale);
    return days === 1 ? strings.yesterday : formatDay(time, strings.locale, now);
  }
});
