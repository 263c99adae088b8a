import { channelSource } from '../chat/channel-source.js';
import { perClient } from '../lib/per-client.js';
import type { Source } from '../lib/source.js';
import { roomSource } from './presence-source.js';

/** Where people type. */
export type TypingPlace = { readonly channelId: string } | { readonly roomId: string };

interface TypingSource extends Source<readonly string[]> {
  readonly used: boolean;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const NOBODY: readonly string[] = [];

/** Who types in the place that is the key, as JSON. */
export const typingSource = /* @__PURE__ */ perClient((client, key): TypingSource => {
  const place = JSON.parse(key) as TypingPlace;
  if ('channelId' in place) {
    const source = channelSource(client, place.channelId);
    return {
      first: NOBODY,
      getSnapshot: () => source.getSnapshot().typing,
      subscribe: source.subscribe,
      get used() {
        return source.used;
      },
      start: source.handle.startTyping,
      stop: source.handle.stopTyping,
    };
  }
  const { roomId } = place;
  const { presence } = client;
  const source = roomSource(client, roomId);
  return {
    first: NOBODY,
    getSnapshot: () => source.getSnapshot().typing[roomId] ?? NOBODY,
    subscribe: source.subscribe,
    get used() {
      return source.used;
    },
    start: () => presence.startTyping(roomId),
    stop: () => presence.stopTyping(roomId),
  };
});
