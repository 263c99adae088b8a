import { chatChannel, type Message, type ReactionSummary, SERVER_LIMITS } from '@pulse-io/protocol';
import { ApiError } from '../../api-error.js';
import { actingUser } from '../../caller.js';
import type { WriteTx } from '../../commit.js';
import type { Ctx } from '../../context.js';
import { requireChannel } from '../channel-access.js';
import { answerMessage } from './answer-message.js';
import { isShadowBanned, requireStanding, requireVoice } from './message-access.js';
import { changeMessage } from './message-store.js';
import {
  deleteReaction,
  insertReaction,
  NAMED,
  readReactions,
  withoutReaction,
  withReaction,
} from './reaction-store.js';
import { versionOf } from './tell-message.js';

/**
 * Reacts to a message, or takes a reaction back; where it is so already, nothing happens. Reactions of users under a
 * shadow ban, to others' messages, are answered and go nowhere.
 * Rejects with `not_found`, `banned`, `muted`, `channel_frozen`, or `conflict` for too many kinds.
 */
export async function reactToMessage(
  ctx: Ctx,
  channelId: string,
  messageId: string,
  { kind, given, userId: named }: { kind: string; given: boolean; userId?: string | undefined },
): Promise<Message> {
  const { projectId } = ctx;
  const userId = actingUser(ctx.caller, named);
  return ctx.write(async (tx) => {
    const next = await tx.nextOffset(chatChannel(channelId));
    const access = await requireChannel(ctx, tx.db, channelId, userId);
    const message = await requireStanding(tx.db, access, messageId);
    requireVoice(ctx, access);
    if (isShadowBanned(ctx, access) && !message.shadowed) {
      return answerMessage(tx.db, userId, message);
    }
    const row = { projectId, messageId, userId, kind };
    const moved = given
      ? await insertReaction(tx.db, { ...row, createdAt: ctx.now() })
      : await deleteReaction(tx.db, row);
    if (!moved) return answerMessage(tx.db, userId, message);
    const before = JSON.parse(message.reactions) as ReactionSummary[];
    const reactions = given
      ? withReaction(before, kind, userId)
      : withoutReaction(before, kind, await readLatest(tx, row));
    if (reactions.length > SERVER_LIMITS.reactionKinds) {
      throw new ApiError('conflict', `A message has at most ${SERVER_LIMITS.reactionKinds} kinds of reactions.`, {
        param: 'kind',
      });
    }
    const version = versionOf(message, next);
    const changed = await changeMessage(tx.db, message, { reactions: JSON.stringify(reactions), version });
    if (!message.shadowed) {
      const type = given ? 'chat.reaction.added' : 'chat.reaction.removed';
      tx.emit({ ch: chatChannel(channelId), type, data: { channelId, messageId, userId, kind, reactions } });
    }
    return answerMessage(tx.db, userId, changed);
  });
}

async function readLatest({ db }: WriteTx, query: { projectId: string; messageId: string; kind: string }) {
  const latest = await readReactions(db, { ...query, after: null, limit: NAMED });
  return latest.map((one) => one.userId);
}
