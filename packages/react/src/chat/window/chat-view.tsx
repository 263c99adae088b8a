import type { ChannelState, ChatChannel, MessageRow, PulseClient } from '@pulse-io/client';
import { type HTMLAttributes, type ReactNode, useState } from 'react';
import { part } from '../../lib/part.js';
import { useReadable } from '../../lib/use-readable.js';
import { useUsers } from '../../users/use-user.js';
import { MessageComposer } from '../composer/message-composer.js';
import { MessageList } from '../timeline/message-list.js';
import { TypingLine } from '../typing/typing-line.js';
import { Chat } from './chat.js';
import { ChatHeader, titleOf } from './chat-header.js';
import { ConnectionBanner } from './connection-banner.js';
import { ProblemBanner } from './problem-banner.js';
import { ThreadPanel } from './thread-panel.js';

export interface ChatViewProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  pulse: PulseClient;
  channel: ChatChannel;
  /** Who looks at it; null where that is not known. */
  userId: string | null;
  /** Stands at the end of the header. */
  actions?: ReactNode;
  /** Adds to what can be done with a message: `MenuItem`s. */
  extraActions?: (message: MessageRow) => ReactNode;
}

const channelOf = ({ channel }: ChannelState) => channel;

/** A channel with everything: made of the parts that are exported beside it. */
export function ChatView({ pulse, channel, userId, actions, extraActions, className, ...rest }: ChatViewProps) {
  const userOf = useUsers();
  const view = useReadable(channel.state, channelOf);
  const [threadId, setThreadId] = useState<string | null>(null);
  const title = titleOf(view, userId, (id) => userOf(id).name) || channel.id;
  return (
    <div {...rest} className={part('chat', className)}>
      <Chat channel={channel} userId={userId} onOpenThread={setThreadId} extraActions={extraActions}>
        <div className="pulse-chat-main">
          <ChatHeader title={title} actions={actions} />
          <ConnectionBanner pulse={pulse} />
          <MessageList key={channel.id} title={title} />
          <TypingLine />
          <ProblemBanner />
          <MessageComposer title={title} />
        </div>
        {threadId && <ThreadPanel key={threadId} parentId={threadId} onClose={() => setThreadId(null)} />}
      </Chat>
    </div>
  );
}
