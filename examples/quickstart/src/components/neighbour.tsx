import { useFollow } from '../hooks/use-follow.js';
import { usePresence } from '../hooks/use-presence.js';
import type { Account } from '../pulse.js';
import { STATUS_NAMES } from '../status-names.js';
import { Avatar } from './avatar.js';
import { PresenceDot } from './presence-dot.js';

/** The person across: whether it is there, and whether its posts are read here. */
export function Neighbour({ account: { other, pulse, timeline } }: { account: Account }) {
  const status = usePresence(pulse.presence, other.id)?.status;
  const { follows, toggle, error } = useFollow(timeline, `user:${other.id}`, pulse.connection);
  return (
    <div className="neighbour">
      <span className="avatar-with-dot">
        <Avatar person={other} />
        {status && <PresenceDot status={status} />}
      </span>
      <p className="neighbour-name">
        <strong>{other.name}</strong>
        <span className="neighbour-status">
          {error ? <span className="error-text">{error.message}</span> : status ? STATUS_NAMES[status] : ' '}
        </span>
      </p>
      <button
        type="button"
        className={follows ? 'button' : 'button button-primary'}
        disabled={follows === undefined}
        onClick={toggle}
      >
        {follows ? 'Following' : 'Follow'}
        <span className="sr-only">
          {' '}
          {other.name}
          {follows && ', press to unfollow'}
        </span>
      </button>
    </div>
  );
}
