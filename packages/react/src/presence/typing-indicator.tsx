import type { HTMLAttributes } from 'react';
import { TypingNames } from '../chat/typing/typing-line.js';
import { part } from '../lib/part.js';
import { useTyping } from './use-typing.js';

export type TypingIndicatorProps = Omit<HTMLAttributes<HTMLDivElement>, 'children'> &
  ({ roomId: string; channelId?: undefined } | { channelId: string; roomId?: undefined });

/** Who types in a room, or in a chat channel; nothing while nobody does. */
export function TypingIndicator({ roomId, channelId, className, ...rest }: TypingIndicatorProps) {
  const { userIds } = useTyping(channelId === undefined ? { roomId: roomId as string } : { channelId });
  return (
    <div {...rest} className={part('typing', className)} aria-live="polite">
      {userIds.length > 0 && <TypingNames userIds={userIds} />}
    </div>
  );
}
