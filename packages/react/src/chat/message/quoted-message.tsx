import type { MessagesState } from '@pulse-io/client';
import { useCallback } from 'react';
import { useSelection } from '../../lib/use-selection.js';
import { useStrings } from '../../strings/use-strings.js';
import { useUsers } from '../../users/use-user.js';
import { useChat } from '../chat-context.js';

export interface QuotedMessageProps {
  messageId: string;
}

/** The message that another one answers, in a line; a press goes there. */
export function QuotedMessage({ messageId }: QuotedMessageProps) {
  const { listed, jumpTo } = useChat();
  const strings = useStrings();
  const userOf = useUsers();
  const select = useCallback(
    ({ messages }: MessagesState) => messages.find((message) => message.id === messageId),
    [messageId],
  );
  const quoted = useSelection(listed, select);
  const text = quoted?.deletedAt ? strings.deleted : quoted?.text || quoted?.attachments[0]?.title;
  return (
    <button type="button" className="pulse-quoted" onClick={() => jumpTo(messageId)}>
      <bdi className="pulse-quoted-name">{quoted ? userOf(quoted.userId).name : strings.reply}</bdi>
      <span className="pulse-quoted-text">{text ?? '…'}</span>
    </button>
  );
}
