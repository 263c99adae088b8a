import { chatChannel, PROJECT_CHANNEL, type ThreadChange } from '@pulse-io/protocol';
import { ApiError } from '../../api-error.js';
import { toTimestamp } from '../../clock.js';
import type { WriteTx } from '../../commit.js';
import type { Ctx } from '../../context.js';
import { requireChannel } from '../channel-access.js';
import { requireMessage } from './message-access.js';
import {
  changeMessage,
  clearMessage,
  EMPTIED,
  eraseMessage,
  findMessage,
  type MessageRow,
  toMessage,
} from './message-store.js';
import { redactEvents } from './redact-events.js';
import { tellMessage, versionOf } from './tell-message.js';

export interface DeleteOptions {
  /** Leaves not even its place, and takes its thread along; for moderators. */
  hard: boolean;
  /** Whom a server means. */
  userId?: string | undefined;
}

/**
 * Deletes a message: its author's, or as a moderator anybody's. Deleted softly before, it is answered as it stands.
 * Rejects with `not_found`, `banned` or `forbidden`.
 */
export async function deleteMessage(ctx: Ctx, channelId: string, messageId: string, { hard, userId }: DeleteOptions) {
  return ctx.write(async (tx) => {
    const next = await tx.nextOffset(chatChannel(channelId));
    const access = await requireChannel(ctx, tx.db, channelId, userId);
    const before = await requireMessage(tx.db, access, messageId);
    if (!access.moderates && (hard || before.userId !== access.userId)) {
      throw new ApiError(
        'forbidden',
        hard ? 'Only moderators delete for good.' : 'Only its author or a moderator may.',
      );
    }
    const answer = { id: messageId, removed: true as const };
    const already = before.deletedAt !== null;
    if (already && !hard) return answer;
    const version = versionOf(before, next);
    const change = { ...EMPTIED, deletedAt: before.deletedAt ?? ctx.now(), version };
    const parent = already || before.shadowed ? null : await leaveThread(tx, before, version);
    if (hard) await eraseMessage(tx.db, before);
    else {
      await changeMessage(tx.db, before, change);
      await clearMessage(tx.db, before);
    }
    await redactEvents(tx.db, before, { thread: hard });
    const message = toMessage({ ...before, ...change });
    tellMessage(tx, before, 'chat.message.deleted', { message, parent, hard, already });
    if (before.userId !== access.userId) {
      const action = { channelId, action: 'delete_message' as const, userId: before.userId, messageId };
      const data = { ...action, by: access.userId, reason: null, expiresAt: null };
      tx.emit({ ch: PROJECT_CHANNEL, type: 'chat.moderation', data });
    }
    return answer;
  });
}

/** Counts a message out of the thread that it belongs to. */
async function leaveThread({ db }: WriteTx, message: MessageRow, version: number): Promise<ThreadChange | null> {
  if (message.parentId === '') return null;
  const parent = await findMessage(db, message.projectId, message.parentId);
  if (!parent) return null;
  const threadCount = parent.threadCount - 1;
  await changeMessage(db, parent, { threadCount, version });
  return {
    id: parent.id,
    threadCount,
    lastReplyAt: parent.lastReplyAt === null ? null : toTimestamp(parent.lastReplyAt),
  };
}
