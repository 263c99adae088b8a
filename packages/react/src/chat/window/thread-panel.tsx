import type { Thread, ThreadState } from '@pulse-io/client';
import { type HTMLAttributes, useMemo } from 'react';
import { part } from '../../lib/part.js';
import { useReadable } from '../../lib/use-readable.js';
import { useStrings } from '../../strings/use-strings.js';
import { IconButton } from '../../ui/icon-button.js';
import { CloseIcon } from '../../ui/icons.js';
import { useChat } from '../chat-context.js';
import { MessageComposer } from '../composer/message-composer.js';
import { MessageItem } from '../message/message-item.js';
import { MessageList } from '../timeline/message-list.js';
import { Chat } from './chat.js';
import { ProblemBanner } from './problem-banner.js';

export interface ThreadPanelProps extends Omit<HTMLAttributes<HTMLElement>, 'children'> {
  /** The message that the thread hangs on. */
  parentId: string;
  onClose: () => void;
}

const parentOf = ({ parent }: ThreadState) => parent;

/** The messages that hang on one, beside their channel. Escape closes it. */
export function ThreadPanel({ parentId, onClose, className, ...rest }: ThreadPanelProps) {
  const { channel, userId, extraActions } = useChat();
  const strings = useStrings();
  const thread = useMemo<Thread>(() => channel.thread(parentId), [channel, parentId]);
  const parent = useReadable(thread.state, parentOf);
  return (
    <aside
      aria-label={strings.thread}
      {...rest}
      className={part('chat-thread', className)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <Chat channel={channel} userId={userId} thread={{ parentId, thread }} extraActions={extraActions}>
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
