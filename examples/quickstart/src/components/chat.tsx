import { useEffect, useRef } from 'react';
import { useChannel } from '../hooks/use-channel.js';
import { useStickToEnd } from '../hooks/use-stick-to-end.js';
import type { Account } from '../pulse.js';
import { ChatComposer } from './chat-composer.js';
import { ChatMessage } from './chat-message.js';
import { ChatTyping } from './chat-typing.js';
import { PostSkeleton } from './post-skeleton.js';

/** A conversation of everybody on the page, the newest message last. */
export function Chat({ account: { me, channel }, shown }: { account: Account; shown: boolean }) {
  const { messages, read, typing, status, error, hasOlder, unreadCount } = useChannel(channel);
  const list = useRef<HTMLDivElement>(null);
  const onScroll = useStickToEnd(list, messages, shown);
  const failed = status === 'error';
  useEffect(() => {
    if (shown && unreadCount > 0) channel.markRead().catch(() => {});
  }, [channel, shown, unreadCount]);
  // The last own message that others have read.
  const seen = messages.findLast(
    ({ userId, offset, status: state }) =>
      userId === me.id && state === 'sent' && read.some((other) => other.userId !== me.id && other.offset >= offset),
  );
  return (
    <div className="chat">
      <section className="chat-list" ref={list} onScroll={onScroll} aria-label={`Messages of ${me.name}`}>
        {hasOlder && (
          <button
            type="button"
            className="button load-more"
            disabled={status === 'loading-older'}
            onClick={() => channel.loadOlder().catch(() => {})}
          >
            {status === 'loading-older' ? 'Loading …' : 'Show older messages'}
          </button>
        )}
        {messages.length === 0 && status === 'loading' && <PostSkeleton />}
        {messages.length === 0 && status === 'ready' && (
          <p className="chat-empty">Nobody has said anything yet. Say hello.</p>
        )}
        <ol className="messages">
          {messages.map((message, at) => (
            <ChatMessage
              key={message.id}
              message={message}
              before={messages[at - 1]}
              me={me}
              channel={channel}
              seen={message.id === seen?.id}
            />
          ))}
        </ol>
        {failed && (
          <p className="timeline-error">
            {error?.message ?? 'The chat could not be read.'}
            <button type="button" className="button" onClick={() => channel.refresh().catch(() => {})}>
              Read again
            </button>
          </p>
        )}
      </section>
      <ChatTyping userIds={typing} />
      <ChatComposer me={me} channel={channel} />
    </div>
  );
}
