import type { ChannelListQuery } from '@pulse-io/client';
import { type HTMLAttributes, useDeferredValue, useState } from 'react';
import { moveFocus } from '../../lib/move-focus.js';
import { part } from '../../lib/part.js';
import type { Strings } from '../../strings/strings.js';
import { StringsProvider, useStrings } from '../../strings/use-strings.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { SearchIcon } from '../../ui/icons.js';
import { Skeleton } from '../../ui/skeleton.js';
import { TextField } from '../../ui/text-field.js';
import { useChannels } from '../use-channels.js';
import { ChannelListItem } from './channel-list-item.js';

export interface ChannelListProps extends Omit<HTMLAttributes<HTMLElement>, 'onSelect' | 'children'> {
  /** Which channels, and in which order; the user's own by their last message by default. */
  query?: ChannelListQuery;
  /** The one that is open. */
  selectedId?: string | null;
  onSelect?: (channelId: string) => void;
  /** Whether there is a field to search by name; true by default. */
  searchable?: boolean;
  strings?: Partial<Strings>;
}

/** The user's channels, live: what is new in them, and how much of it. Arrow keys walk through them. */
export function ChannelList({ strings, ...rest }: ChannelListProps) {
  return (
    <StringsProvider strings={strings}>
      <Channels {...rest} />
    </StringsProvider>
  );
}

function Channels(props: Omit<ChannelListProps, 'strings'>) {
  const { query, selectedId = null, onSelect, searchable = true, className, ...rest } = props;
  const strings = useStrings();
  const [typed, setTyped] = useState('');
  const name = useDeferredValue(typed.trim());
  const { channels, status, error, hasMore, loadMore, refresh } = useChannels(name ? { ...query, name } : query);
  return (
    <nav aria-label={strings.channels} {...rest} className={part('channels', className)}>
      {searchable && (
        <TextField
          className="pulse-channels-search"
          label={strings.search}
          hideLabel
          type="search"
          placeholder={strings.search}
          icon={<SearchIcon />}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      )}
      {channels.length > 0 ? (
        <ul
          className="pulse-channels-list"
          onKeyDown={(event) => moveFocus(event, { selector: '.pulse-channel', axis: 'vertical' })}
          onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
            if (hasMore && scrollHeight - clientHeight - scrollTop < clientHeight) void loadMore();
          }}
        >
          {channels.map((channel) => (
            <li key={channel.id}>
              <ChannelListItem channel={channel} selected={channel.id === selectedId} onSelect={onSelect} />
            </li>
          ))}
        </ul>
      ) : (
        <Nothing status={status} code={error?.code} name={name} onRetry={refresh} />
      )}
    </nav>
  );
}

interface NothingProps {
  status: string;
  code: string | undefined;
  name: string;
  onRetry: () => void;
}

function Nothing({ status, code, name, onRetry }: NothingProps) {
  const strings = useStrings();
  if (status === 'error') {
    return (
      <ErrorState
        title={strings.problems[code ?? 'unknown'] ?? strings.problems.unknown}
        retryLabel={strings.retry}
        onRetry={onRetry}
      />
    );
  }
  if (status !== 'ready') {
    return (
      <div className="pulse-channels-loading" role="status" aria-label={strings.loading}>
        {['70%', '52%', '64%', '45%'].map((width) => (
          <span key={width}>
            <Skeleton shape="circle" width="2.5rem" height="2.5rem" />
            <Skeleton width={width} />
          </span>
        ))}
      </div>
    );
  }
  return name ? (
    <EmptyState title={strings.nothingFound(name)} />
  ) : (
    <EmptyState title={strings.noChannels}>{strings.noChannelsHint}</EmptyState>
  );
}
