import type { MessagesState } from '@pulse-io/client';
import { useState } from 'react';
import { useUsers } from '../../users/use-user.js';
import { useChat } from '../chat-context.js';

/**
 * Reads out what others write from now on. The list itself is silent, since its rows come and go while one scrolls, and
 * older ones are nothing new.
 */
export function NewMessageAnnouncer({ messages, hasNewer }: Pick<MessagesState, 'messages' | 'hasNewer'>) {
  const { userId } = useChat();
  const userOf = useUsers();
  const newest = messages.findLast(({ status }) => status === 'sent');
  const [first] = useState(newest?.offset ?? 0);
  const tells = newest && !hasNewer && newest.offset > first && newest.userId !== userId && !newest.deletedAt;
  return (
    <div className="pulse-hidden" aria-live="polite">
      {tells && `${userOf(newest.userId).name}: ${newest.text || (newest.attachments[0]?.title ?? '')}`}
    </div>
  );
}
