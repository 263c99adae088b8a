import type { MessageRow } from '@pulse-io/client';
import { useStrings } from '../../strings/use-strings.js';
import { Button } from '../../ui/button.js';
import { AlertIcon } from '../../ui/icons.js';
import { useChat } from '../chat-context.js';

export interface MessageStatusLineProps {
  message: MessageRow;
}

/** How far a message has come, where that is not self-evident: it waits, or it was not taken. */
export function MessageStatusLine({ message: { id, status, error } }: MessageStatusLineProps) {
  const { channel, act } = useChat();
  const strings = useStrings();
  if (status === 'sent') return null;
  if (status !== 'failed') return <span className="pulse-message-state">{strings.sending}</span>;
  return (
    <div className="pulse-message-state" data-tone="danger" role="alert">
      <AlertIcon />
      <span>
        {strings.notSent}: {strings.problems[error?.code ?? 'unknown'] ?? strings.problems.unknown}
      </span>
      <Button size="sm" variant="ghost" onClick={() => act(channel.retry(id))}>
        {strings.retry}
      </Button>
      <Button size="sm" variant="ghost" tone="danger" onClick={() => channel.discard(id)}>
        {strings.discard}
      </Button>
    </div>
  );
}
