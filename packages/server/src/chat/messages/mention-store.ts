import type { ReadDb, Tx } from '../../storage/storage.js';
import type { ChannelRow } from '../channels/channel-store.js';
import type { MessageRow } from './message-store.js';

/** Those of some users who may see a channel now, each once: nobody is told of what it may not see. */
export async function keepVisible(
  db: ReadDb,
  channel: ChannelRow,
  userIds: readonly string[],
  now: number,
): Promise<string[]> {
  const wanted = [...new Set(userIds)];
  if (wanted.length === 0) return wanted;
  const bans = await db
    .selectFrom('chatRestriction')
    .select('userId')
    .where('projectId', '=', channel.projectId)
    .where('channelId', '=', channel.id)
    .where('userId', 'in', wanted)
    .where('kind', '=', 'ban')
    .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', now)]))
    .execute();
  const banned = new Set(bans.map(({ userId }) => userId));
  const open = wanted.filter((userId) => !banned.has(userId));
  if (channel.type === 'livestream') return open;
  const rows = await db
    .selectFrom('chatMember')
    .select('userId')
    .where('projectId', '=', channel.projectId)
    .where('channelId', '=', channel.id)
    .where('userId', 'in', wanted)
    .execute();
  const members = new Set(rows.map(({ userId }) => userId));
  return open.filter((userId) => members.has(userId));
}

/** Makes the mentions of a message those that it names; who mentions itself does not count. */
export async function putMentions(tx: Tx, message: MessageRow): Promise<void> {
  const { projectId, channelId, id: messageId, userId: author, offset } = message;
  await tx.deleteFrom('chatMention').where('projectId', '=', projectId).where('messageId', '=', messageId).execute();
  const mentioned = (JSON.parse(message.mentions) as string[]).filter((userId) => userId !== author);
  if (mentioned.length === 0) return;
  await tx
    .insertInto('chatMention')
    .values(mentioned.map((userId) => ({ projectId, channelId, userId, messageId, offset })))
    .execute();
}
