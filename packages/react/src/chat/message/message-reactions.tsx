import type { MessageRow } from '@pulse-io/client';
import { useStrings } from '../../strings/use-strings.js';
import { useUsers } from '../../users/use-user.js';
import { useChat } from '../chat-context.js';

export interface MessageReactionsProps {
  message: MessageRow;
}

/** Who reacted with what; a press adds or takes back one's own. */
export function MessageReactions({ message }: MessageReactionsProps) {
  const { channel, act, userId } = useChat();
  const strings = useStrings();
  const userOf = useUsers();
  if (message.reactions.length === 0) return null;
  const own = new Set(message.ownReactions);
  return (
    <div className="pulse-reactions">
      {message.reactions.map(({ kind, count, userIds }) => {
        const names = userIds.map((id) => (id === userId ? strings.you : userOf(id).name));
        return (
          <button
            key={kind}
            type="button"
            className="pulse-reaction"
            aria-pressed={own.has(kind)}
            title={strings.reactedWith(names, kind)}
            onClick={() =>
              act(own.has(kind) ? channel.removeReaction(message.id, kind) : channel.addReaction(message.id, kind))
            }
          >
            <span>{kind}</span>
            <span className="pulse-reaction-count">{count}</span>
          </button>
        );
      })}
    </div>
  );
}
