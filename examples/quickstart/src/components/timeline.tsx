import { useConnection } from '../hooks/use-connection.js';
import { useTimeline } from '../hooks/use-timeline.js';
import type { Account } from '../pulse.js';
import { EmptyTimeline } from './empty-timeline.js';
import { Post } from './post.js';
import { PostSkeleton } from './post-skeleton.js';
import { TypingLine } from './typing-line.js';

/** What the person reads, newest first. */
export function Timeline({ account }: { account: Account }) {
  const { me, other, posts, pulse } = account;
  const { rows, status, hasMore, loadingMore, loadMore, readAgain } = useTimeline(account);
  const failed = useConnection(pulse.connection) === 'failed';
  return (
    <div className="timeline">
      <div className="timeline-head">
        <h3 id={`${me.id}-timeline`} tabIndex={-1}>
          Timeline
        </h3>
        <TypingLine presence={pulse.presence} person={other} />
      </div>
      {rows.length > 0 ? (
        <ol className="posts" aria-labelledby={`${me.id}-timeline`}>
          {rows.map((row) => (
            <Post key={row.id} row={row} own={row.feed === posts.id} posts={posts} />
          ))}
        </ol>
      ) : (
        { loading: <PostSkeleton />, ready: <EmptyTimeline me={me} other={other} />, error: null }[status]
      )}
      {status === 'error' && (
        <p className="timeline-error">
          The timeline could not be read.
          {!failed && (
            <button type="button" className="button" onClick={readAgain}>
              Read again
            </button>
          )}
        </p>
      )}
      {hasMore && (
        <button type="button" className="button load-more" disabled={loadingMore} onClick={loadMore}>
          {loadingMore ? 'Loading …' : 'Show older posts'}
        </button>
      )}
    </div>
  );
}
