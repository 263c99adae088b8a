import type { ChannelState } from '@pulse-io/client';
import type { HTMLAttributes } from 'react';
import { part } from '../../lib/part.js';
import { useSelection } from '../../lib/use-selection.js';
import { useStrings } from '../../strings/use-strings.js';
import { useUsers } from '../../users/use-user.js';
import { useChat } from '../chat-context.js';

/** More than these are counted. */
const NAMED = 2;

const typingOf = ({ typing }: ChannelState): readonly string[] => typing;

/** Who types now; its place is kept, so that nothing moves when somebody begins. */
export function TypingLine({ className, ...rest }: HTMLAttributes<HTMLDivElement>) {
  const { state } = useChat();
  const typing = useSelection(state, typingOf);
  return (
    <div {...rest} className={part('typing', className)} aria-live="polite">
      {typing.length > 0 && <TypingNames userIds={typing} />}
    </div>
  );
}

export interface TypingNamesProps {
  userIds: readonly string[];
}

/** Names of those who type, with dots that move. */
export function TypingNames({ userIds }: TypingNamesProps) {
  const strings = useStrings();
  const userOf = useUsers();
  const names = userIds.map((userId) => userOf(userId).name);
  return (
    <>
      <span className="pulse-typing-dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span>{names.length > NAMED ? strings.severalTyping(names.length) : strings.isTyping(names)}</span>
    </>
  );
}
