import type { ActivityRow, Feed } from '@pulse-io/client';
import { useState } from 'react';
import { useNow } from '../hooks/use-now.js';
import { personOf } from '../people.js';
import { relativeTime } from '../relative-time.js';
import { Avatar } from './avatar.js';
import { Icon } from './icon.js';
import { UnsentNote } from './unsent-note.js';

const OPENED_AT = Date.now();
/** A post that is younger than this when it appears has just arrived. */
const FRESH_MS = 4_000;
const EXCERPT_CHARS = 40;

interface PostProps {
  row: ActivityRow;
  /** Whether the person who reads wrote it. */
  own: boolean;
  /** The feed that the person writes to. */
  posts: Feed;
}

export function Post({ row, own, posts }: PostProps) {
  const now = useNow();
  const [fresh] = useState(() => Date.parse(row.time) > Math.max(OPENED_AT, Date.now() - FRESH_MS));
  const author = personOf(row.actor);
  const text = row.text ?? row.object;
  return (
    <li className="post" data-status={row.status} data-fresh={fresh}>
      <Avatar person={author} />
      <div className="post-body">
        <p className="post-head">
          <strong>{author.name}</strong>
          <time dateTime={row.time} title={new Date(row.time).toLocaleString()}>
            {relativeTime(row.time, now)}
          </time>
        </p>
        <p className="post-text">{text}</p>
        {row.status !== 'sent' && <UnsentNote row={row} sender={posts} />}
      </div>
      {own && row.status === 'sent' && (
        <button
          type="button"
          className="icon-button post-delete"
          aria-label={`Delete “${text.slice(0, EXCERPT_CHARS)}”`}
          onClick={() => {
            document.getElementById(`${author.id}-timeline`)?.focus({ preventScroll: true });
            posts.removeActivity(row.id).catch(() => {});
          }}
        >
          <Icon name="trash" />
        </button>
      )}
    </li>
  );
}
