import type { MessageRow } from '@pulse-io/client';
import { useState } from 'react';
import { useStrings } from '../../strings/use-strings.js';
import { Markdown } from '../markdown/markdown.js';
import { MessageAttachments } from './message-attachments.js';
import { QuotedMessage } from './quoted-message.js';

/** Longer texts are folded: a page of a book between two greetings is a wall. */
const FOLDED_CHARS = 1_500;
/** Nothing but so many emoji is shown large. */
const LARGE_EMOJI =
  /^(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f|\u200d\p{Extended_Pictographic})*\s*){1,3}$/u;

export interface MessageBodyProps {
  message: MessageRow;
}

/** What a message says: its text, what it answers, and what comes with it. */
export function MessageBody({ message }: MessageBodyProps) {
  const strings = useStrings();
  const [unfolded, setUnfolded] = useState(false);
  const { text, deletedAt, replyTo, editedAt } = message;
  if (deletedAt) return <p className="pulse-message-deleted">{strings.deleted}</p>;
  const folds = text.length > FOLDED_CHARS;
  const shown = folds && !unfolded ? `${text.slice(0, FOLDED_CHARS).replace(/\S*$/, '')}…` : text;
  return (
    <div className="pulse-message-content">
      {(text || replyTo) && (
        <div className="pulse-bubble" data-large={LARGE_EMOJI.test(text) || undefined} dir="auto">
          {replyTo && <QuotedMessage messageId={replyTo} />}
          {text && <Markdown text={shown} mentions={message.mentions} />}
          {folds && (
            <button
              type="button"
              className="pulse-bubble-more"
              aria-expanded={unfolded}
              onClick={() => setUnfolded(!unfolded)}
            >
              {unfolded ? strings.showLess : strings.showMore}
            </button>
          )}
          {editedAt && <span className="pulse-bubble-edited">{strings.edited}</span>}
        </div>
      )}
      <MessageAttachments message={message} />
    </div>
  );
}
