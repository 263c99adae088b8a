/** Stands where posts will be. */
export const PostSkeleton = () => (
  <div className="skeleton" role="status">
    <span className="sr-only">Loading the timeline</span>
    {['62%', '88%', '74%'].map((width) => (
      <div key={width} className="skeleton-post" aria-hidden="true">
        <span className="skeleton-avatar" />
        <span className="skeleton-lines">
          <span className="skeleton-line" style={{ width: '30%' }} />
          <span className="skeleton-line" style={{ width }} />
        </span>
      </div>
    ))}
  </div>
);
