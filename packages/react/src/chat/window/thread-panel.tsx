import type { ThreadState } from '@pulse-io/client';
import { type HTMLAttributes, useEffect, useRef } from 'react';
import { part } from '../../lib/part.js';
import type { AppTypes } from '../../lib/register.js';
import { useSelection } from '../../lib/use-selection.js';
import { usePulse } from '../../provider/use-pulse.js';
import { useStrings } from '../../strings/use-strings.js';
import { IconButton } from '../../ui/icon-button.js';
import { CloseIcon } from '../../ui/icons.js';
import { useChat } from '../chat-context.js';
import { MessageComposer } from '../composer/message-composer.js';
import { MessageItem } from '../message/message-item.js';
import { threadSource } from '../thread-source.js';
import { MessageList } from '../timeline/message-list.js';
import { Chat } from './chat.js';
import { ProblemBanner } from './problem-banner.js';

export interface ThreadPanelProps extends Omit<HTMLAttributes<HTMLElement>, 'children'> {
  /** The message that the thread hangs on. */
  parentId: string;
  onClose: () => void;
}

const parentOf = ({ parent }: ThreadState<AppTypes>) => parent;

/** The messages that hang on one, beside their channel. Escape closes it. */
export function ThreadPanel({ parentId, onClose, className, ...rest }: ThreadPanelProps) {
  const { channelId, extraActions } = useChat();
  const strings = useStrings();
  const parent = useSelection(threadSource(usePulse(), JSON.stringify([channelId, parentId])), parentOf);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const main = panel.current?.parentElement;
    const first = panel.current?.querySelector('textarea') ?? panel.current?.querySelector('button');
    first?.focus();
    return () => {
      const back = before?.isConnected ? before : main?.querySelector(`[data-message="${CSS.escape(parentId)}"]`);
      if (back instanceof HTMLElement) back.focus();
    };
  }, [parentId]);
  return (
    <aside
      ref={panel}
      aria-label={strings.thread}
      {...rest}
      className={part('chat-thread', className)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <Chat channelId={channelId} parentId={parentId} extraActions={extraActions}>
        <header className="pulse pulse-chat-header">
          <h3 className="pulse pulse-chat-title">{strings.thread}</h3>
          <IconButton label={strings.close} icon={<CloseIcon />} onClick={onClose} />
        </header>
        {parent && (
          <div className="pulse-thread-parent">
            <MessageItem message={parent} />
          </div>
        )}
        <MessageList title={strings.thread} />
        <ProblemBanner />
        <MessageComposer title={strings.thread} placeholder={strings.openThread} />
      </Chat>
    </aside>
  );
}
