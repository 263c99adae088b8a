import { chatChannel, type Message, type NewMessage, type ThreadChange } from '@pulse-io/protocol';
import { ApiError, notFound } from '../../api-error.js';
import { actingUser } from '../../caller.js';
import { toTimestamp } from '../../clock.js';
import type { WriteTx } from '../../commit.js';
import type { Ctx } from '../../context.js';
import { type ChannelAccess, requireChannel } from '../channel-access.js';
import { changeChannel } from '../channels/channel-store.js';
import { indexMessage } from '../search/search-store.js';
import { answerMessage } from './answer-message.js';
import { loadPreviews } from './load-previews.js';
import { keepVisible, putMentions } from './mention-store.js';
import { isShadowBanned, requirePatience, requireStanding, requireVoice } from './message-access.js';
import { requireSendable, toContent } from './message-content.js';
import { changeMessage, findMessage, insertMessage, type MessageRow, toMessage } from './message-store.js';
import { tellMessage } from './tell-message.js';

/**
 * Sends a message. An id that the caller made is good for one message: the same one again is answered as it stands.
 * Rejects with `not_found`, `banned`, `muted`, `channel_frozen`, `slow_mode`, `message_blocked`, `invalid_request`,
 * `body_too_large` or `conflict`.
 */
export async function sendMessage(ctx: Ctx, channelId: string, input: NewMessage): Promise<Message> {
  const userId = actingUser(ctx.caller, input.userId);
  const id = input.id ?? ctx.services.nextId();
  let sent: MessageRow | null = null;
  const answer = await ctx.write(async (tx) => {
    const offset = await tx.nextOffset(chatChannel(channelId));
    const access = await requireChannel(ctx, tx.db, channelId, userId);
    const stands = input.id === undefined ? null : await findMessage(tx.db, ctx.projectId, input.id);
    if (stands) return answerMessage(tx.db, userId, requireSame(stands, channelId, userId, input));
    requireVoice(ctx, access);
    await requirePatience(ctx, tx.db, access);
    const { parent, replyTo } = await findContext(tx, access, input);
    const shadowed = isShadowBanned(ctx, access) || parent?.shadowed ? 1 : 0;
    // What nobody else sees uses no offset up.
    const place = shadowed ? offset - 1 : offset;
    const message = {
      ...blank(ctx, access, userId),
      ...{ id, parentId: parent?.id ?? '', replyTo, shadowed, offset: place, version: place },
      mentions: JSON.stringify(await keepVisible(tx.db, access.channel, input.mentions ?? [], ctx.now())),
      ...toContent(input),
    };
    requireSendable(access.channel, message);
    const inserted = await insertMessage(tx.db, message);
    if (!inserted) throw idTaken();
    await putMentions(tx.db, inserted);
    await indexMessage(tx.db, inserted);
    const change = shadowed ? null : await touch(tx, inserted, parent);
    tellMessage(tx, inserted, 'chat.message.new', { message: toMessage(inserted), parent: change });
    sent = inserted;
    return answerMessage(tx.db, userId, inserted);
  });
  if (sent) loadPreviews(ctx, sent);
  return answer;
}

/** A message that says nothing yet. */
function blank(ctx: Ctx, { channel }: ChannelAccess, userId: string): Omit<MessageRow, 'id'> {
  return {
    ...{ projectId: ctx.projectId, channelId: channel.id, parentId: '', offset: 0, version: 0, userId, text: '' },
    ...{ attachments: '[]', linkPreviews: '[]', mentions: '[]', custom: '{}', reactions: '[]' },
    ...{ replyTo: null, threadCount: 0, lastReplyAt: null, pinnedAt: null, pinnedBy: null },
    ...{ createdAt: ctx.now(), editedAt: null, deletedAt: null, shadowed: 0 },
  };
}

/** The message whose thread this one goes to, and the one in the same list that it answers. */
async function findContext({ db }: WriteTx, access: ChannelAccess, { parentId, replyTo }: NewMessage) {
  const parent = parentId === undefined ? null : await requireStanding(db, access, parentId);
  if (parent && parent.parentId !== '') {
    throw new ApiError('invalid_request', 'A thread hangs on a message of the channel, not on one of a thread.', {
      param: 'parentId',
    });
  }
  const answered = replyTo === undefined ? null : await requireStanding(db, access, replyTo);
  if (answered && answered.parentId !== (parent?.id ?? '')) throw notFound(`The message ${replyTo} in this list`);
  return { parent, replyTo: answered?.id ?? null };
}

/** What a new message changes around it: the thread that it belongs to, or when the channel last had something to say. */
async function touch({ db }: WriteTx, message: MessageRow, parent: MessageRow | null): Promise<ThreadChange | null> {
  const { projectId, channelId, createdAt, version } = message;
  if (!parent) {
    await changeChannel(db, projectId, channelId, { lastMessageAt: createdAt, activeAt: createdAt });
    return null;
  }
  const threadCount = parent.threadCount + 1;
  await changeMessage(db, parent, { threadCount, lastReplyAt: createdAt, version });
  return { id: parent.id, threadCount, lastReplyAt: toTimestamp(createdAt) };
}

/** The message that has the id already, if this call could be the one that sent it. */
function requireSame(stands: MessageRow, channelId: string, userId: string, input: NewMessage): MessageRow {
  const { text = '', attachments = [], custom = {}, parentId = '', replyTo = null } = input;
  const wanted = JSON.stringify([channelId, userId, parentId, replyTo, text, attachments, custom]);
  const has = [stands.channelId, stands.userId, stands.parentId, stands.replyTo, stands.text];
  const same = JSON.stringify([...has, JSON.parse(stands.attachments), JSON.parse(stands.custom)]) === wanted;
  if (same && stands.deletedAt === null) return stands;
  throw idTaken();
}

const idTaken = () =>
  new ApiError('conflict', 'Another message has or had this id; let the id be made anew.', { param: 'id' });
