import { Icon } from './icon.js';

/** What a click gives. */
const KINDS = ['👍', '❤️', '😂'];

interface MessageActionsProps {
  /** The beginning of the message, for those who hear the page. */
  about: string;
  onReact: (kind: string) => void;
  /** Absent where the reader may not. */
  onDelete?: (() => void) | undefined;
}

/** What can be done with a message, shown while the pointer or the focus is near. */
export const MessageActions = ({ about, onReact, onDelete }: MessageActionsProps) => (
  <div className="message-actions">
    {KINDS.map((kind) => (
      <button key={kind} type="button" aria-label={`React with ${kind} to “${about}”`} onClick={() => onReact(kind)}>
        {kind}
      </button>
    ))}
    {onDelete && (
      <button type="button" aria-label={`Delete “${about}”`} onClick={onDelete}>
        <Icon name="trash" />
      </button>
    )}
  </div>
);
