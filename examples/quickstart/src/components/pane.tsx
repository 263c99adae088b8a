import { useState } from 'react';
import { useChannel } from '../hooks/use-channel.js';
import { useConnection } from '../hooks/use-connection.js';
import type { Account } from '../pulse.js';
import { Chat } from './chat.js';
import { Composer } from './composer.js';
import { ConnectionBanner } from './connection-banner.js';
import { Neighbour } from './neighbour.js';
import { Tabs } from './tabs.js';
import { Timeline } from './timeline.js';
import { UnreadBadge } from './unread-badge.js';
import { UserBar } from './user-bar.js';

interface PaneProps {
  account: Account;
  /** Whether a tab shows and hides it. */
  tab: boolean;
  hidden: boolean;
}

/** What one person sees. */
export function Pane({ account, tab, hidden }: PaneProps) {
  const { id } = account.me;
  const [feed, chat] = [`${id}-feed`, `${id}-chat`];
  const [view, setView] = useState(feed);
  const { unreadCount } = useChannel(account.channel);
  const views = [
    { id: feed, name: 'Feed' },
    { id: chat, name: 'Chat', after: <UnreadBadge count={unreadCount} /> },
  ];
  return (
    <section
      className="pane"
      data-live={useConnection(account.pulse.connection) === 'connected'}
      id={`${id}-panel`}
      role={tab ? 'tabpanel' : undefined}
      aria-labelledby={tab ? `${id}-tab` : `${id}-name`}
      hidden={hidden}
    >
      <UserBar account={account} />
      <ConnectionBanner connection={account.pulse.connection} />
      <Neighbour account={account} />
      <Tabs label={`What ${account.me.name} sees`} look="views" tabs={views} active={view} onChange={setView} />
      <div id={`${feed}-panel`} role="tabpanel" aria-labelledby={`${feed}-tab`} hidden={view !== feed}>
        <Composer account={account} />
        <Timeline account={account} />
      </div>
      <div id={`${chat}-panel`} role="tabpanel" aria-labelledby={`${chat}-tab`} hidden={view !== chat}>
        <Chat account={account} shown={view === chat && !hidden} />
      </div>
    </section>
  );
}
