import { useConnection } from '../hooks/use-connection.js';
import type { Account } from '../pulse.js';
import { Composer } from './composer.js';
import { ConnectionBanner } from './connection-banner.js';
import { Neighbour } from './neighbour.js';
import { Timeline } from './timeline.js';
import { UserBar } from './user-bar.js';

interface PaneProps {
  account: Account;
  /** Whether a tab shows and hides it. */
  tab: boolean;
  hidden: boolean;
}

/** What one person sees. */
export const Pane = ({ account, tab, hidden }: PaneProps) => (
  <section
    className="pane"
    data-live={useConnection(account.pulse.connection) === 'connected'}
    id={`${account.me.id}-pane`}
    role={tab ? 'tabpanel' : undefined}
    aria-labelledby={tab ? `${account.me.id}-tab` : `${account.me.id}-name`}
    hidden={hidden}
  >
    <UserBar account={account} />
    <ConnectionBanner connection={account.pulse.connection} />
    <Neighbour account={account} />
    <Composer account={account} />
    <Timeline account={account} />
  </section>
);
