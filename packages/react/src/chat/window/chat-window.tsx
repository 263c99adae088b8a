import type { ChannelState, MessageRow } from '@pulse-io/client';
import { type HTMLAttributes, type ReactNode, useState } from 'react';
import { Later, latePart } from '../../lib/later.js';
import { part } from '../../lib/part.js';
import type { AppTypes } from '../../lib/register.js';
import { useSelection } from '../../lib/use-selection.js';
import { useIdentity } from '../../provider/use-identity.js';
import { usePulse } from '../../provider/use-pulse.js';
import type { Strings } from '../../strings/strings.js';
import { StringsProvider } from '../../strings/use-strings.js';
import { useUsers } from '../../users/use-user.js';
import { channelSource } from '../channel-source.js';
import { MessageComposer } from '../composer/message-composer.js';
import { MessageList } from '../timeline/message-list.js';
import { TypingLine } from '../typing/typing-line.js';
import { Chat } from './chat.js';
import { ChatHeader } from './chat-header.js';
import { ConnectionBanner } from './connection-banner.js';
import { ProblemBanner } from './problem-banner.js';
import { titleOf } from './title-of.js';

const threadPanel = /* @__PURE__ */ latePart(async () => (await import('./thread-panel.js')).ThreadPanel);

export interface ChatWindowProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  channelId: string;
  /** Stands at the end of the header. */
  actions?: ReactNode;
  /** Adds to what can be done with a message: `MenuItem`s. */
  extraActions?: (message: MessageRow<AppTypes>) => ReactNode;
  /** A language, such as `de`, or single texts that take the place of others. */
  strings?: Partial<Strings>;
}

const viewOf = ({ channel }: ChannelState<AppTypes>) => channel;
const isShut = ({ channel, status }: ChannelState<AppTypes>) => channel === null && status === 'error';

/** A channel with everything: made of the parts that are exported beside it. It fills what it stands in. */
export function ChatWindow({ channelId, actions, extraActions, strings, className, ...rest }: ChatWindowProps) {
  const source = channelSource(usePulse(), channelId);
  const userOf = useUsers();
  const userId = useIdentity();
  const current = useSelection(source, viewOf);
  // A channel that was taken from the user is called as it was.
  const [known, setKnown] = useState(current);
  if (current && current !== known) setKnown(current);
  const view = current ?? (known?.id === channelId ? known : null);
  const shut = useSelection(source, isShut);
  const [threadId, setThreadId] = useState<string | null>(null);
  const title = titleOf(view, userId, (id) => userOf(id).name) || channelId;
  return (
    <StringsProvider strings={strings}>
      <div {...rest} className={part('chat', className)}>
        <Chat key={channelId} channelId={channelId} onOpenThread={setThreadId} extraActions={extraActions}>
          <div className="pulse-chat-main">
            <ChatHeader title={title} actions={actions} />
            {!shut && <ConnectionBanner />}
            <MessageList title={title} />
            {!shut && (
              <>
                <TypingLine />
                <ProblemBanner />
                <MessageComposer title={title} />
              </>
            )}
          </div>
          {threadId && <Later of={threadPanel} key={threadId} parentId={threadId} onClose={() => setThreadId(null)} />}
        </Chat>
      </div>
    </StringsProvider>
  );
}
