import type { ReactionSummary } from '@pulse-io/client';
import { personOf } from '../people.js';

interface MessageReactionsProps {
  reactions: readonly ReactionSummary[];
  /** The reader's own. */
  own: readonly string[];
  /** The beginning of the message, for those who hear the page. */
  about: string;
  onToggle: (kind: string, has: boolean) => void;
}

/** What people think of a message; a click joins in or takes back. */
export const MessageReactions = ({ reactions, own, about, onToggle }: MessageReactionsProps) =>
  reactions.length > 0 && (
    <div className="reactions">
      {reactions.map(({ kind, count, userIds }) => (
        <button
          key={kind}
          type="button"
          className="reaction"
          aria-pressed={own.includes(kind)}
          aria-label={`${kind} ${count} on “${about}”`}
          title={userIds.map((id) => personOf(id).name).join(', ')}
          onClick={() => onToggle(kind, own.includes(kind))}
        >
          {kind} <span>{count}</span>
        </button>
      ))}
    </div>
  );
