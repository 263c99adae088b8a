import type { PulseError } from '@pulse-io/client';
import { Icon } from './icon.js';

interface Unsent {
  id: string;
  status: string;
  error?: PulseError;
}

/** A feed or a channel: what can send again. */
interface Sender {
  retry(id: string): Promise<unknown>;
  discard(id: string): void;
}

/** Where something stands that the server does not have yet. */
export function UnsentNote({ row, sender }: { row: Unsent; sender: Sender }) {
  if (row.status !== 'failed') {
    return (
      <p className="unsent">
        <Icon name="clock" />
        {row.status === 'pending' ? 'Sending …' : 'Not confirmed yet. It is sent again by itself.'}
      </p>
    );
  }
  return (
    <div className="unsent" data-failed="true" role="alert">
      <p>Not sent. {row.error?.message}</p>
      <button type="button" className="text-button" onClick={() => void sender.retry(row.id).catch(() => {})}>
        Try again
      </button>
      <button type="button" className="text-button" onClick={() => sender.discard(row.id)}>
        Discard
      </button>
    </div>
  );
}
