import { personOf } from '../people.js';
import { Announcement } from './announcement.js';
import { TypingDots } from './typing-dots.js';

/** Says who is writing. */
export function ChatTyping({ userIds }: { userIds: readonly string[] }) {
  const names = userIds.map((id) => personOf(id).name);
  const text = names.length > 0 ? `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} typing` : '';
  return (
    <>
      <p className="typing chat-typing" data-on={text !== ''} aria-hidden="true">
        {text && (
          <>
            {text}
            <TypingDots />
          </>
        )}
      </p>
      <Announcement text={text} />
    </>
  );
}
