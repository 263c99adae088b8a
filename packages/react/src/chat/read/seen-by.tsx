import type { ChannelState, MessageRow } from '@pulse-io/client';
import { useCallback } from 'react';
import { useSelection } from '../../lib/use-selection.js';
import { useStrings } from '../../strings/use-strings.js';
import { Avatar } from '../../ui/avatar.js';
import { useUsers } from '../../users/use-user.js';
import { useChat } from '../chat-context.js';

const SHOWN = 4;

export interface SeenByProps {
  message: MessageRow;
}

/** Those who have read up to the user's message and no further. */
export function SeenBy({ message }: SeenByProps) {
  const { state, userId } = useChat();
  const strings = useStrings();
  const userOf = useUsers();
  const own = message.userId === userId && message.status === 'sent';
  // A text, so that a row renders again only when it is another one.
  const select = useCallback(
    ({ messages, read }: ChannelState) => {
      if (!own) return '';
      const next = messages[messages.findIndex(({ id }) => id === message.id) + 1];
      const until = next?.status === 'sent' ? next.offset : Number.POSITIVE_INFINITY;
      const seen = read.filter(({ userId: id, offset }) => id !== userId && offset >= message.offset && offset < until);
      return seen.map(({ userId: id }) => id).join(' ');
    },
    [own, message.id, message.offset, userId],
  );
  const ids = useSelection(state, select);
  if (!ids) return null;
  const names = ids.split(' ').map((id) => userOf(id).name);
  return (
    <span className="pulse-seen" role="img" aria-label={strings.seenBy(names)} title={strings.seenBy(names)}>
      {ids
        .split(' ')
        .slice(0, SHOWN)
        .map((id) => (
          <Avatar key={id} decorative size="xs" {...userOf(id)} />
        ))}
      {names.length > SHOWN && <span>+{names.length - SHOWN}</span>}
    </span>
  );
}
