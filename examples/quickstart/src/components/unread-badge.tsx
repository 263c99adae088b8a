const MOST = 99;

/** How many messages wait to be read. */
export const UnreadBadge = ({ count }: { count: number }) =>
  count > 0 && (
    <span className="badge">
      {count > MOST ? `${MOST}+` : count}
      <span className="sr-only"> unread</span>
    </span>
  );
