import type { Live, LiveState } from '../../live/live.js';
import type { MessagesVerbs } from '../channel-verbs.js';
import type { MessageList } from './message-list.js';

/** What moves a stretch of messages. */
export function messagesVerbs<State extends LiveState>(live: Live<State>, list: MessageList): MessagesVerbs {
  const more = (way: 'older' | 'newer') => live.load(way, (current) => list.readMore(current, way));
  const go = (key: string, read: (current: () => boolean) => Promise<void>) =>
    live.load(key, async (current) => {
      live.set({ status: 'loading', error: null } as Partial<State>);
      await read(current);
      if (current()) live.set({ status: 'ready' } as Partial<State>);
    });
  return {
    watch: () => live.watch(),
    unwatch: () => live.unwatch(),
    refresh: () => live.refresh(),
    loadOlder: () => more('older'),
    loadNewer: () => more('newer'),
    loadNewest: () => go('newest', (current) => list.readNewest(current)),
    loadAround: (id) => go(id, (current) => list.readAround(current, id)),
  };
}
