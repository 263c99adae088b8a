import type { Presence } from '@pulse-io/client';
import { useTyping } from '../hooks/use-typing.js';
import type { Person } from '../people.js';
import { ROOM } from '../pulse.js';
import { Announcement } from './announcement.js';
import { TypingDots } from './typing-dots.js';

/** Says when the person across is writing. */
export function TypingLine({ presence, person }: { presence: Presence; person: Person }) {
  const typing = useTyping(presence, ROOM).includes(person.id);
  return (
    <>
      <p className="typing" data-on={typing} aria-hidden="true">
        {typing && (
          <>
            {person.name} is typing
            <TypingDots />
          </>
        )}
      </p>
      <Announcement text={typing ? `${person.name} is typing` : ''} />
    </>
  );
}
