import { useMemo } from 'react';
import { useSelection } from '../lib/use-selection.js';
import { usePulse } from '../provider/use-pulse.js';
import { type TypingPlace, typingSource } from './typing-source.js';

export interface UseTypingResult {
  /** Who types, beside the user. */
  readonly userIds: readonly string[];
  /** Tells the others that the user types; call it at every key, it is sent once in 3 s. Composers do so by themselves. */
  startTyping(): void;
  /** Tells them that it types no more; without it typing ends after 7 s. */
  stopTyping(): void;
}

/**
 * Who types in a chat channel or in a room, which is watched while a component shows it: a room is entered, as far as
 * others see it.
 *
 * @example
 * const { userIds } = useTyping({ channelId: 'general' });
 */
export function useTyping(place: TypingPlace): UseTypingResult {
  const key = 'channelId' in place ? { channelId: place.channelId } : { roomId: place.roomId };
  const source = typingSource(usePulse(), JSON.stringify(key));
  const userIds = useSelection(source, itself);
  return useMemo(() => {
    // Typing that cannot be told is no harm.
    const tell = (done: Promise<void>) => void Promise.resolve(done).catch(() => {});
    return { userIds, startTyping: () => tell(source.start()), stopTyping: () => tell(source.stop()) };
  }, [userIds, source]);
}

const itself = (userIds: readonly string[]) => userIds;
