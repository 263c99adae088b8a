import type { Account } from '../pulse.js';
import { Avatar } from './avatar.js';
import { PresenceMenu } from './presence-menu.js';

/** Who this is, and the status that it shows to others. */
export const UserBar = ({ account: { me, pulse } }: { account: Account }) => (
  <div className="user-bar">
    <Avatar person={me} size="large" />
    <div className="user-bar-name">
      <h2 id={`${me.id}-name`}>{me.name}</h2>
      <p>
        signed in as <code>{me.id}</code>
      </p>
    </div>
    <PresenceMenu me={me} presence={pulse.presence} />
  </div>
);
