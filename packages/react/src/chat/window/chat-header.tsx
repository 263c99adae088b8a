import type { ChannelState, ChannelView } from '@pulse-io/client';
import type { HTMLAttributes, ReactNode } from 'react';
import { part } from '../../lib/part.js';
import { useSelection } from '../../lib/use-selection.js';
import { Avatar } from '../../ui/avatar.js';
import { AvatarGroup } from '../../ui/avatar-group.js';
import { useUsers } from '../../users/use-user.js';
import { useChat } from '../chat-context.js';

export interface ChatHeaderProps extends Omit<HTMLAttributes<HTMLElement>, 'title'> {
  title: string;
  /** Stands at its end: a call button, a menu. */
  actions?: ReactNode;
}

const SHOWN = 3;
const membersOf = ({ members }: ChannelState) => members;

/** How the channel is called, and who is in it. */
export function ChatHeader({ title, actions, className, ...rest }: ChatHeaderProps) {
  const { state, userId } = useChat();
  const userOf = useUsers();
  const members = useSelection(state, membersOf);
  const others = members.filter((member) => member.userId !== userId);
  return (
    <header {...rest} className={part('chat-header', className)}>
      <h2 className="pulse-chat-title">
        <bdi>{title}</bdi>
      </h2>
      {others.length > 0 && (
        <AvatarGroup max={SHOWN}>
          {others.map((member) => (
            <Avatar key={member.userId} size="sm" {...userOf(member.userId)} />
          ))}
        </AvatarGroup>
      )}
      {actions}
    </header>
  );
}

/** A channel's name; of one without a name its people; the id where nothing else is known. */
export function titleOf(
  channel: Pick<ChannelView, 'name' | 'members' | 'id'> | null,
  userId: string | null,
  nameOf: (userId: string) => string,
): string {
  if (!channel) return '';
  if (channel.name) return channel.name;
  const others = channel.members.filter((member) => member.userId !== userId).map((member) => nameOf(member.userId));
  return others.length > 0 ? others.slice(0, SHOWN).join(', ') : channel.id;
}
