import type { ChannelState } from '@pulse-io/client';
import type { HTMLAttributes, ReactNode } from 'react';
import { part } from '../../lib/part.js';
import { Slot } from '../../lib/slot.js';
import { useSelection } from '../../lib/use-selection.js';
import { Avatar } from '../../ui/avatar.js';
import { AvatarGroup } from '../../ui/avatar-group.js';
import { useUsers } from '../../users/use-user.js';
import { useChat } from '../chat-context.js';
import { FailedSlot } from './failed-slot.js';

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
        <AvatarGroup max={SHOWN} size="sm">
          {others.map((member) => (
            <Avatar key={member.userId} size="sm" {...userOf(member.userId)} />
          ))}
        </AvatarGroup>
      )}
      {actions !== undefined && <Slot fallback={<FailedSlot />}>{actions}</Slot>}
    </header>
  );
}
