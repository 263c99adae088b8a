import type { MessagesState } from '@pulse-io/client';
import { type HTMLAttributes, type ReactElement, useCallback, useState } from 'react';
import { part } from '../../lib/part.js';
import type { AppTypes } from '../../lib/register.js';
import { useSelection } from '../../lib/use-selection.js';
import { useStrings } from '../../strings/use-strings.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { ArrowDownIcon } from '../../ui/icons.js';
import { Spinner } from '../../ui/spinner.js';
import { VirtualList } from '../../ui/virtual-list/virtual-list.js';
import { useChat } from '../chat-context.js';
import { MessageItem } from '../message/message-item.js';
import { MessageSkeletons } from '../message/message-skeletons.js';
import { SeenBy } from '../read/seen-by.js';
import { DayLine } from './day-line.js';
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
  const [atEnd, setAtEnd] = useState(true);
  const reading = useReading(atEnd && parentId === null);
  const { messages, hasOlder, hasNewer, status, error } = state;
  const rows = timeline(messages, {
    hasOlder: hasOlder || parentId !== null,
    readOffset: parentId === null ? reading.openedAt : null,
    userId,
  });

  const loadOlder = useCallback(() => {
    const { hasOlder: more, status: now } = listed.getSnapshot();
    if (more && now === 'ready') moves.loadOlder().catch(() => {});
  }, [listed, moves]);
  const loadNewer = useCallback(() => {
    const { hasNewer: more, status: now } = listed.getSnapshot();
    if (more && now === 'ready') moves.loadNewer().catch(() => {});
  }, [listed, moves]);
  const inChannel = parentId === null;
  const renderRow = useCallback(
    (row: TimelineRow) => <Line row={row} title={title} showsSeen={inChannel} />,
    [title, inChannel],
  );

  if (messages.length === 0) {
    if (status === 'error') {
      return (
        <ErrorState
          className="pulse-chat-state"
          title={strings.problems[error?.code ?? 'unknown'] ?? strings.problems.unknown}
          retryLabel={strings.retry}
          {...(error?.code !== 'not_found' && error?.code !== 'banned' && { onRetry: () => act(moves.refresh()) })}
        />
      );
    }
    if (status !== 'ready') return <MessageSkeletons label={strings.loading} />;
    return (
      <EmptyState className="pulse-chat-state" title={strings.noMessages}>
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
        aria-label={strings.messagesIn(title)}
        tabIndex={0}
        {...rest}
        className="pulse-messages-list"
        items={rows}
        keyOf={keyOf}
        anchor="end"
        handle={list}
        initialKey={inChannel && reading.unread > 0 ? 'unread' : undefined}
        onNearStart={loadOlder}
        onNearEnd={loadNewer}
        onAtEndChange={setAtEnd}
        onKeyDown={walkMessages}
      >
        {renderRow}
      </VirtualList>
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
