import type { MessageRow } from '@pulse-io/client';
import { type HTMLAttributes, memo, type ReactNode, useRef, useState } from 'react';
import { formatMoment, formatTime } from '../../lib/format-time.js';
import { Later, latePart } from '../../lib/later.js';
import { part } from '../../lib/part.js';
import { useStrings } from '../../strings/use-strings.js';
import { Avatar } from '../../ui/avatar.js';
import { PinIcon } from '../../ui/icons.js';
import { useUsers } from '../../users/use-user.js';
import { useChat } from '../chat-context.js';
import { MessageBody } from './message-body.js';
import { MessageReactions } from './message-reactions.js';
import { MessageStatusLine } from './message-status-line.js';

const messageActions = /* @__PURE__ */ latePart(async () => (await import('./message-actions.js')).MessageActions);
const messageEditor = /* @__PURE__ */ latePart(async () => (await import('./message-editor.js')).MessageEditor);

export interface MessageItemProps extends Omit<HTMLAttributes<HTMLElement>, 'children'> {
  message: MessageRow;
  /** The first of those that its author wrote in a row: it carries the name. */
  first?: boolean;
  /** The last of them: it carries the picture. */
  last?: boolean;
  /** Stands below it: who has seen it. */
  below?: ReactNode;
}

const KEYS: Readonly<Record<string, 'reply' | 'edit' | 'thread'>> = { r: 'reply', e: 'edit', t: 'thread' };

/** A message with all that belongs to it. With the focus on it R replies, E edits, T opens its thread, and arrows walk on. */
export const MessageItem = /* @__PURE__ */ memo(function MessageItem(props: MessageItemProps) {
  const { message, first = true, last = true, below, className, ...rest } = props;
  const chat = useChat();
  const strings = useStrings();
  const user = useUsers()(message.userId);
  const element = useRef<HTMLElement>(null);
  const [near, setNear] = useState(false);
  const [open, setOpen] = useState(false);
  const own = message.userId === chat.userId;
  const editable = message.status === 'sent' && !message.deletedAt;
  const name = own ? strings.you : user.name;

  const body = <MessageBody message={message} />;

  const onKeyDown = (event: React.KeyboardEvent) => {
    const action = KEYS[event.key];
    if (!action || !editable || event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey)
      return;
    if (action === 'edit' && !own) return;
    event.preventDefault();
    if (action === 'thread') chat.openThread?.(message.id);
    else chat[action](message.id);
  };

  return (
    <article
      ref={element}
      tabIndex={-1}
      aria-label={strings.messageFrom(name, formatTime(message.createdAt, strings.locale))}
      data-message={message.id}
      data-own={own || undefined}
      data-first={first || undefined}
      data-last={last || undefined}
      data-status={message.status}
      {...rest}
      className={part('message', className)}
      onPointerEnter={() => setNear(true)}
      onPointerLeave={() => setNear(false)}
      onFocus={() => setNear(true)}
      onBlur={({ currentTarget, relatedTarget }) => setNear(currentTarget.contains(relatedTarget))}
      onKeyDown={onKeyDown}
    >
      {!own && <span className="pulse-message-side">{last && <Avatar decorative size="sm" {...user} />}</span>}
      <div className="pulse-message-main">
        {first && (
          <header className="pulse-message-head">
            {!own && (
              <bdi className="pulse-message-name" title={message.userId}>
                {user.name}
              </bdi>
            )}
            <time dateTime={message.createdAt} title={formatMoment(message.createdAt, strings.locale)}>
              {formatTime(message.createdAt, strings.locale)}
            </time>
          </header>
        )}
        {message.pinnedAt && (
          <span className="pulse-message-pin">
            <PinIcon />
            {strings.pinned}
          </span>
        )}
        <div className="pulse-message-row">
          {chat.editingId === message.id ? <Later of={messageEditor} message={message} fallback={body} /> : body}
          {(near || open) && editable && (
            <Later of={messageActions} message={message} messageRef={element} onOpenChange={setOpen} />
          )}
        </div>
      </div>
      <div className="pulse-message-foot">
        <MessageReactions message={message} />
        {chat.openThread && message.threadCount > 0 && (
          <button type="button" className="pulse-message-replies" onClick={() => chat.openThread?.(message.id)}>
            {strings.replies(message.threadCount)}
          </button>
        )}
        <MessageStatusLine message={message} />
        {below}
      </div>
    </article>
  );
});
