import type { ChatChannel, MessageRow } from '@pulse-io/client';
import { type Person, personOf } from '../people.js';
import { Avatar } from './avatar.js';
import { MessageActions } from './message-actions.js';
import { MessageReactions } from './message-reactions.js';
import { UnsentNote } from './unsent-note.js';

/** Messages of one person within this time stand together. */
const TOGETHER_MS = 5 * 60_000;
const EXCERPT_CHARS = 40;

interface ChatMessageProps {
  message: MessageRow;
  /** The one above. */
  before: MessageRow | undefined;
  me: Person;
  channel: ChatChannel;
  /** Whether to say that others have read up to here. */
  seen: boolean;
}

export function ChatMessage({ message, before, me, channel, seen }: ChatMessageProps) {
  const author = personOf(message.userId);
  const own = author.id === me.id;
  const joined =
    before?.userId === message.userId && Date.parse(message.createdAt) - Date.parse(before.createdAt) < TOGETHER_MS;
  const sent = message.status === 'sent';
  const deleted = message.deletedAt !== null;
  const actable = sent && !deleted;
  const about = message.text.slice(0, EXCERPT_CHARS);
  const mine = message.ownReactions ?? [];
  const toggle = (kind: string, has: boolean) => {
    const act = has ? channel.removeReaction(message.id, kind) : channel.addReaction(message.id, kind);
    act.catch(() => {});
  };
  return (
    <li className="message" data-own={own} data-joined={joined} data-status={message.status}>
      {!own && (joined ? <span className="message-gap" /> : <Avatar person={author} size="small" />)}
      <div className="message-body">
        {!joined && (
          <p className="message-head">
            <strong>{own ? 'You' : author.name}</strong>
            <time dateTime={message.createdAt} title={new Date(message.createdAt).toLocaleString()}>
              {new Date(message.createdAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}
            </time>
          </p>
        )}
        <div className="bubble-frame">
          <div className="bubble" data-deleted={deleted} dir="auto">
            {deleted ? 'This message was deleted.' : message.text}
          </div>
          {actable && (
            <MessageActions
              about={about}
              onReact={(kind) => toggle(kind, mine.includes(kind))}
              onDelete={own ? () => channel.deleteMessage(message.id).catch(() => {}) : undefined}
            />
          )}
        </div>
        {actable && <MessageReactions reactions={message.reactions} own={mine} about={about} onToggle={toggle} />}
        {!sent && <UnsentNote row={message} sender={channel} />}
        {seen && <p className="seen">Seen</p>}
      </div>
    </li>
  );
}
