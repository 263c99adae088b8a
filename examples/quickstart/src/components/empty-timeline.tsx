import type { Person } from '../people.js';

export const EmptyTimeline = ({ me, other }: { me: Person; other: Person }) => (
  <div className="empty">
    <svg viewBox="0 0 120 40" aria-hidden="true">
      <path d="M4 21h26l9-13 14 26 11-19 7 11 6-5h39" pathLength="1" />
    </svg>
    <p>
      <strong className="empty-title">It is quiet here.</strong>
      Write something as {me.name}, or follow {other.name}.
    </p>
  </div>
);
