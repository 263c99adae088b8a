import { useRef, useState } from 'react';
import { useSubmitKey } from '../hooks/use-submit-key.js';
import { type Account, ROOM } from '../pulse.js';

const MAX_CHARS = 500;
/** From here on the number of characters that are left is shown. */
const NEAR_END = 100;

/** Writes a post, and tells the room while that goes on. */
export function Composer({ account: { me, pulse, posts } }: { account: Account }) {
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const left = MAX_CHARS - text.length;
  const empty = text.trim() === '';

  const change = (next: string) => {
    setText(next);
    const signal = next.trim() ? pulse.presence.startTyping(ROOM) : pulse.presence.stopTyping(ROOM);
    signal.catch(() => {});
  };

  const post = () => {
    if (empty) return;
    const note = { actor: `user:${me.id}`, verb: 'post', object: `note:${Date.now().toString(36)}`, text: text.trim() };
    // It shows in the timeline at once, also while it waits for the network; what is refused shows there too.
    posts.addActivity(note).catch(() => {});
    change('');
    field.current?.focus();
  };

  const { touch, onKeyDown } = useSubmitKey(post);

  return (
    <form
      className="composer"
      aria-label={`New post by ${me.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        post();
      }}
    >
      <textarea
        ref={field}
        aria-label={`Write as ${me.name}`}
        placeholder={`Write as ${me.name} …`}
        rows={2}
        maxLength={MAX_CHARS}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="composer-foot">
        {left <= NEAR_END ? (
          <p className="composer-hint">{left} characters left</p>
        ) : (
          <p className="composer-hint composer-keys">{!touch && 'Enter posts, Shift + Enter starts a new line'}</p>
        )}
        <button type="submit" className="button button-primary" disabled={empty}>
          Post
        </button>
      </div>
    </form>
  );
}
