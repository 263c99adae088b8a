import type { ActivityRow, Feed } from '@pulse-io/client';
import { Icon } from './icon.js';

/** Where a post stands that the server does not have yet. */
export function UnsentNote({ row, posts }: { row: ActivityRow; posts: Feed }) {
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
      <button type="button" className="text-button" onClick={() => void posts.retry(row.id).catch(() => {})}>
        Try again
      </button>
      <button type="button" className="text-button" onClick={() => posts.discard(row.id)}>
        Discard
      </button>
    </div>
  );
}
