import { useState } from 'react';
import { useMediaQuery } from '../hooks/use-media-query.js';
import { ACCOUNTS } from '../pulse.js';
import { Avatar } from './avatar.js';
import { Pane } from './pane.js';
import { Tabs } from './tabs.js';

const PEOPLE = ACCOUNTS.map(({ me }) => ({ ...me, before: <Avatar person={me} size="small" /> }));

/** Both people side by side; one at a time where there is no room for two. */
export function Panes() {
  const narrow = useMediaQuery('(max-width: 759px)');
  const [active, setActive] = useState(ACCOUNTS[0].me.id);
  return (
    <div className="panes">
      {narrow && <Tabs label="People" look="people" tabs={PEOPLE} active={active} onChange={setActive} />}
      {ACCOUNTS.map((account) => {
        const hidden = narrow && account.me.id !== active;
        return <Pane key={account.me.id} account={account} tab={narrow} hidden={hidden} />;
      })}
    </div>
  );
}
