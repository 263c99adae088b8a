import type { Store } from '../../lib/store.js';
import type { Live } from '../../live/live.js';
import type { ThreadState } from '../channel-state.js';
import type { MessagesVerbs } from '../channel-verbs.js';
import type { ChatKit } from './chat-kit.js';
import { isOutOfSight } from './is-out-of-sight.js';
import { MessageList } from './message-list.js';
import { messagesVerbs } from './messages-verbs.js';

/** Keeps the state of a thread true while it is watched. */
export function openThreadLive(
  kit: ChatKit,
  channelId: string,
  parentId: string,
  state: Store<ThreadState>,
): MessagesVerbs {
  const list: MessageList = new MessageList({
    kit,
    channelId,
    parentId,
    rows: () => state.getSnapshot().messages,
    show: (change) => live.set({ ...change, parent: list.parent }),
  });
  const live: Live<ThreadState> = new kit.Live<ThreadState>({
    connection: kit.connection,
    channel: kit.chatChannel(channelId),
    name: `The thread ${parentId}`,
    state,
    open: () => list.followOutbox(),
    read: async (current) => {
      const readParent = async () => {
        const message = await kit.http.call('getMessage', { params: { channelId, messageId: parentId }, query: {} });
        if (current()) list.apply({ type: 'message', message });
      };
      await Promise.all([readParent(), list.read(current)]);
      if (current()) live.set({ status: 'ready', error: null });
    },
    onEvent: (event) => list.take(event),
    onMissed: () => list.apply({ type: 'doubted' }),
    onResync: () => {},
    onRefused: (error) => isOutOfSight(error) && list.apply({ type: 'lost' }),
  });
  return messagesVerbs(live, list);
}
