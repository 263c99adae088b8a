import type { MessageRow } from '@pulse-io/client';
import { useEffect, useRef, useState } from 'react';
import { useStrings } from '../../strings/use-strings.js';
import { Button } from '../../ui/button.js';
import { useChat } from '../chat-context.js';

export interface MessageEditorProps {
  message: MessageRow;
}

/** A message in the place of which its text can be changed. Enter saves, Escape leaves it as it was. */
export function MessageEditor({ message }: MessageEditorProps) {
  const { channel, act, edit } = useChat();
  const strings = useStrings();
  const [text, setText] = useState(message.text);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const { current } = area;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);

  const leave = () => {
    area.current?.closest<HTMLElement>('[data-message]')?.focus();
    edit(null);
  };
  const save = () => {
    const wanted = text.trim();
    if (wanted && wanted !== message.text) act(channel.editMessage(message.id, { text: wanted }));
    leave();
  };
  return (
    <form
      className="pulse-message-editor"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea
        ref={area}
        className="pulse-composer-text"
        aria-label={strings.edit}
        dir="auto"
        rows={1}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') leave();
          else if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            save();
          }
        }}
      />
      <div className="pulse-message-editor-row">
        <Button size="sm" variant="ghost" onClick={leave}>
          {strings.cancel}
        </Button>
        <Button size="sm" type="submit" variant="primary">
          {strings.save}
        </Button>
      </div>
    </form>
  );
}
