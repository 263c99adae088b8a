import type { PulseConnection } from '@pulse-io/client';
import { useState } from 'react';
import { useConnection } from '../hooks/use-connection.js';
import { Icon } from './icon.js';

/** Says so while the server cannot be reached, and offers another try. */
export function ConnectionBanner({ connection }: { connection: PulseConnection }) {
  const state = useConnection(connection);
  const [lostOnce, setLostOnce] = useState(false);
  const down =
    state === 'waiting' || state === 'failed' || state === 'recovering' || (state === 'connecting' && lostOnce);
  if (down && !lostOnce) setLostOnce(true);
  const failed = state === 'failed';
  return (
    <div className="banner" data-open={down} data-failed={failed}>
      <div className="banner-fold" inert={!down}>
        <div className="banner-body">
          <Icon name="warning" />
          <p>
            <strong>{failed ? 'Pulse cannot be reached' : 'Connection lost'}</strong>
            <span>
              {failed ? (connection.error?.hint ?? 'Start the server, then try again.') : 'Trying again by itself.'}
            </span>
          </p>
          <button type="button" className="button" onClick={() => connection.retry()}>
            Try now
          </button>
        </div>
      </div>
      <p className="sr-only" role="status">
        {down ? 'Connection lost.' : lostOnce ? 'Connected again.' : ''}
      </p>
    </div>
  );
}
