import type { MessagesState } from '@pulse-io/client';
import { type HTMLAttributes, type ReactElement, useCallback, useState } from 'react';
import { part } from '../../lib/part.js';
import type { AppTypes } from '../../lib/register.js';
import { useSelection } from '../../lib/use-selection.js';
import { useStrings } from '../../strings/use-strings.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { ArrowDownIcon, SmileIcon } from '../../ui/icons.js';
import { Spinner } from '../../ui/spinner.js';
import { VirtualList } from '../../ui/virtual-list/virtual-list.js';
import { useChat } from '../chat-context.js';
import { MessageItem } from '../message/message-item.js';
import { MessageSkeletons } from '../message/message-skeletons.js';
import { SeenBy } from '../read/seen-by.js';
import { DayLine } from './day-line.js';
import { NewMessageAnnouncer } from './new-message-announcer.js';
import { createTimeline } from './timeline.js';
import type { TimelineRow } from './timeline-row.js';
import { useReading } from './use-reading.js';
import { walkMessages } from './walk-messages.js';

export interface MessageListProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  /** How the channel is called. */
  title: string;
}

const keyOf = (row: TimelineRow): string => row.key;
const whole = (state: MessagesState<AppTypes>) => state;

/** The messages of a channel: follows the newest, keeps its place while older ones come, and marks what is new. */
export function MessageList({ title, className, ...rest }: MessageListProps): ReactElement {
  const { listed, moves, parentId, act, list, userId } = useChat();
  const strings = useStrings();
  const state = useSelection(listed, whole);
  const [timeline] = useState(createTimeline);
  const inChannel = parentId === null;
  /** Where the list began: at what is new, or at its end. */
  const [begun, setBegun] = useState<'unread' | 'end' | null>(null);
  const [scrolled, setScrolled] = useState<boolean | null>(null);
  const atEnd = scrolled ?? begun === 'end';
  const reading = useReading(atEnd && inChannel);
  const { messages, hasOlder, hasNewer, status, error } = state;
  const rows = timeline(messages, {
    hasOlder: hasOlder || parentId !== null,
    readOffset: inChannel ? reading.openedAt : null,
    userId,
  });
  // Only a channel that was read knows what is new in it.
  const waits = inChannel ? !reading.known : messages.length === 0 && status !== 'ready';
  if (!begun && messages.length > 0 && !waits) setBegun(rows.some(({ kind }) => kind === 'unread') ? 'unread' : 'end');

  const loadOlder = useCallback(() => {
    const { hasOlder: more, status: now } = listed.getSnapshot();
    if (more && now === 'ready') moves.loadOlder().catch(() => {});
  }, [listed, moves]);
  const loadNewer = useCallback(() => {
    const { hasNewer: more, status: now } = listed.getSnapshot();
    if (more && now === 'ready') moves.loadNewer().catch(() => {});
  }, [listed, moves]);
  const renderRow = useCallback(
    (row: TimelineRow) => <Line row={row} title={title} showsSeen={inChannel} />,
    [title, inChannel],
  );

  if (messages.length === 0 || waits) {
    if (status === 'error') {
      const gone = begun !== null && error?.code === 'not_found';
      return (
        <ErrorState
          className="pulse-chat-state"
          title={
            gone ? strings.noLongerMember : (strings.problems[error?.code ?? 'unknown'] ?? strings.problems.unknown)
          }
          retryLabel={strings.retry}
          {...(error?.code !== 'not_found' && error?.code !== 'banned' && { onRetry: () => act(moves.refresh()) })}
        />
      );
    }
    if (status !== 'ready' || waits) return <MessageSkeletons label={strings.loading} />;
    return (
      <EmptyState className="pulse-chat-state" icon={<SmileIcon />} title={strings.noMessages}>
        {strings.noMessagesHint}
      </EmptyState>
    );
  }
  return (
    <div className={part('messages', className)}>
      {status === 'loading-older' && (
        <div className="pulse-messages-loading">
          <Spinner label={strings.loading} />
        </div>
      )}
      <VirtualList
        role="log"
        aria-live="off"
        aria-label={strings.messagesIn(title)}
        tabIndex={0}
        {...rest}
        className="pulse-messages-list"
        items={rows}
        keyOf={keyOf}
        anchor="end"
        handle={list}
        initialKey={begun === 'unread' ? 'unread' : undefined}
        onNearStart={loadOlder}
        onNearEnd={loadNewer}
        onAtEndChange={setScrolled}
        onKeyDown={walkMessages}
      >
        {renderRow}
      </VirtualList>
      <NewMessageAnnouncer messages={messages} hasNewer={hasNewer} />
      {(!atEnd || hasNewer) && (
        <Button
          className="pulse-messages-jump"
          size="sm"
          icon={<ArrowDownIcon />}
          onClick={() => {
            if (hasNewer) act(moves.loadNewest().then(() => list.current?.scrollToEnd()));
            else list.current?.scrollToEnd();
          }}
        >
          {inChannel && reading.unread > 0 ? strings.unreadMessages(reading.unread) : strings.jumpToNewest}
        </Button>
      )}
    </div>
  );
}

interface LineProps {
  row: TimelineRow;
  title: string;
  showsSeen: boolean;
}

function Line({ row, title, showsSeen }: LineProps): ReactElement {
  const strings = useStrings();
  switch (row.kind) {
    case 'message':
      return (
        <MessageItem
          message={row.message}
          first={row.first}
          last={row.last}
          below={showsSeen && <SeenBy message={row.message} />}
        />
      );
    case 'day':
      return <DayLine time={row.time} />;
    case 'unread':
      return (
        <div className="pulse-unread-mark" role="separator" aria-label={strings.newMessages}>
          <span>{strings.newMessages}</span>
        </div>
      );
    case 'beginning':
      return <p className="pulse-beginning">{strings.beginningOf(title)}</p>;
  }
}
