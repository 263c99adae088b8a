import { type ChatEvents, chatChannel, userChannel } from '@pulse-io/protocol';
import type { WriteTx } from '../../commit.js';
import type { MessageRow } from './message-store.js';

type MessageEvent = 'chat.message.new' | 'chat.message.updated' | 'chat.message.deleted';

/** Tells everybody of a change to a message; of one that was written under a shadow ban its author alone. */
export function tellMessage<Type extends MessageEvent>(
  tx: WriteTx,
  { channelId, userId, shadowed }: MessageRow,
  type: Type,
  data: ChatEvents[Type],
): void {
  const ch = shadowed ? userChannel(userId) : chatChannel(channelId);
  tx.emit({ ch, type, data } as Parameters<WriteTx['emit']>[0]);
}

/** The version of a change to a message: the offset of its event. What its author alone is told uses none up. */
export const versionOf = (
  { shadowed, version }: Pick<MessageRow, 'shadowed' | 'version'>,
  nextOffset: number,
): number => (shadowed ? Math.max(version + 1, nextOffset - 1) : nextOffset);
