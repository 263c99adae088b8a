import { createElement, type ReactNode, StrictMode, Suspense } from 'react';
import { useChannel } from '../chat/use-channel.js';
import { useChannels } from '../chat/use-channels.js';
import { useComposer } from '../chat/use-composer.js';
import { useMessages } from '../chat/use-messages.js';
import { useThread } from '../chat/use-thread.js';
import { useUnread } from '../chat/use-unread.js';
import { useIdle } from '../presence/use-idle.js';
import { usePresence } from '../presence/use-presence.js';
import { useTyping } from '../presence/use-typing.js';
import { PulseProvider, type PulseProviderOptions } from '../provider/pulse-provider.js';
import { useConnection } from '../provider/use-connection.js';
import { useIdentity } from '../provider/use-identity.js';
import { usePulseError } from '../provider/use-pulse-error.js';

interface SsrAppProps extends PulseProviderOptions {
  channelId: string;
}

/** An app of every hook, for servers to render and pages to hydrate. */
export function SsrApp({ channelId, ...options }: SsrAppProps): ReactNode {
  const body = createElement(Suspense, { fallback: 'Waiting' }, createElement(Everything, { channelId }));
  return createElement(StrictMode, null, createElement(PulseProvider, { ...options, onError: () => {} }, body));
}

function Everything({ channelId }: { channelId: string }): ReactNode {
  const { messages, status } = useMessages(channelId);
  const { channel } = useChannel(channelId);
  const { text } = useComposer(channelId);
  const facts = {
    connection: useConnection().state,
    error: usePulseError()?.code,
    identity: useIdentity(),
    idle: useIdle(),
    presence: usePresence('bob')?.status,
    typing: useTyping({ channelId }).userIds.length,
    room: useTyping({ roomId: 'room' }).userIds.length,
    channels: useChannels().channels.length,
    thread: useThread(channelId, 'none').messages.length,
    unread: useUnread(channelId).unreadCount,
    status,
    name: channel?.name,
    text,
    messages: messages.map((message) => message.text),
  };
  return createElement('pre', null, JSON.stringify(facts));
}
