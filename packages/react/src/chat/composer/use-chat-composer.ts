import type { ChatChannel, Composer } from '@pulse-io/client';
import { useEffect, useState } from 'react';

/** A composer for a channel or a thread, closed with the part that uses it; its draft is kept. */
export function useChatComposer(channel: ChatChannel, parentId: string | null): Composer | null {
  const [composer, setComposer] = useState<Composer | null>(null);
  useEffect(() => {
    const opened = channel.composer(parentId === null ? {} : { parentId });
    setComposer(opened);
    return () => {
      opened.close();
      setComposer(null);
    };
  }, [channel, parentId]);
  return composer;
}
