import type { MessagesState } from '@pulse-io/client';
import { useCallback } from 'react';
import type { Source } from '../../lib/source.js';
import { useSelection } from '../../lib/use-selection.js';
import { useStrings } from '../../strings/use-strings.js';
import { useUsers } from '../../users/use-user.js';
import { useChat } from '../chat-context.js';

export interface QuotedMessageProps {
  messageId: string;
}

/** The message that another one answers, in a line; a press goes there. */
export function QuotedMessage({ messageId }: QuotedMessageProps) {
  const { listed, state, jumpTo } = useChat();
  const strings = useStrings();
  const userOf = useUsers();
  const select = useCallback(
    ({ messages }: MessagesState) => messages.find((message) => message.id === messageId),
    [messageId],
  );
  const near = useSelection(listed, select);
  // What a thread hangs on may answer a message of the channel.
  const far = useSelection(state as Source<MessagesState>, select);
  const quoted = near ?? far;
  const text = quoted?.deletedAt ? strings.deleted : quoted?.text || quoted?.attachments[0]?.title;
  return (
    <button type="button" className="pulse-quoted" onClick={() => jumpTo(messageId)}>
      <bdi className="pulse-quoted-name">{quoted ? userOf(quoted.userId).name : strings.reply}</bdi>
      <span className="pulse-quoted-text">{text ?? '…'}</span>
    </button>
  );
}
