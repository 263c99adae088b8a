import type { ChatChannel } from '@pulse-io/client';
import { useRef, useState } from 'react';
import { useSubmitKey } from '../hooks/use-submit-key.js';
import type { Person } from '../people.js';
import { Icon } from './icon.js';

const MAX_CHARS = 2_000;

/** Writes a message, and tells the channel while that goes on. */
export function ChatComposer({ me, channel }: { me: Person; channel: ChatChannel }) {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const empty = text.trim() === '';

  const change = (next: string) => {
    setText(next);
    const signal = next.trim() ? channel.startTyping() : channel.stopTyping();
    signal.catch(() => {});
  };

  const send = () => {
    if (empty) return;
    // It shows at once, also while it waits for the network; what is refused shows beside it.
    channel.sendMessage({ text: text.trim() }).catch(() => {});
    change('');
    field.current?.focus();
  };

  const { onKeyDown } = useSubmitKey(send);

  return (
    <form
      className="chat-composer"
      aria-label={`New message by ${me.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        aria-label={`Message as ${me.name}`}
        placeholder="Message …"
        rows={1}
        maxLength={MAX_CHARS}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" className="send-button" aria-label="Send" disabled={empty}>
        <Icon name="send" />
      </button>
    </form>
  );
}
