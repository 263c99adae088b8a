import { type MessageReaction, type ReactionSummary, SERVER_LIMITS } from '@pulse-io/protocol';
import { toTimestamp } from '../../clock.js';
import type { ChatReactionTable } from '../../storage/schema.js';
import type { ReadDb, Tx } from '../../storage/storage.js';
import { jsonBytes } from './json-bytes.js';

/** Users that a summary names for each kind. */
export const NAMED = 8;

/** Inserts a reaction; false when the user has reacted so already. */
export async function insertReaction(tx: Tx, row: ChatReactionTable): Promise<boolean> {
  const inserted = await tx
    .insertInto('chatReaction')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('userId')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Deletes a reaction; false when there is none. */
export async function deleteReaction(tx: Tx, row: Omit<ChatReactionTable, 'createdAt'>): Promise<boolean> {
  const deleted = await tx
    .deleteFrom('chatReaction')
    .where('projectId', '=', row.projectId)
    .where('messageId', '=', row.messageId)
    .where('userId', '=', row.userId)
    .where('kind', '=', row.kind)
    .returning('userId')
    .executeTakeFirst();
  return deleted !== undefined;
}

/** A summary with one more reaction. */
export function withReaction(summary: readonly ReactionSummary[], kind: string, userId: string): ReactionSummary[] {
  const before = summary.find((one) => one.kind === kind);
  if (!before) return fit([...summary, { kind, count: 1, userIds: [userId] }]);
  const after = { kind, count: before.count + 1, userIds: [userId, ...before.userIds].slice(0, NAMED) };
  return fit(summary.map((one) => (one === before ? after : one)));
}

/** Names fewer users where long names of many would make a message too big for a frame. */
function fit(summary: ReactionSummary[]): ReactionSummary[] {
  if (jsonBytes(summary) <= SERVER_LIMITS.reactionBytes) return summary;
  const longest = Math.max(...summary.map(({ userIds }) => userIds.length));
  return fit(summary.map((one) => ({ ...one, userIds: one.userIds.slice(0, longest - 1) })));
}

/** A summary with one reaction less, where `latest` are those who still react so, the newest first. */
export function withoutReaction(
  summary: readonly ReactionSummary[],
  kind: string,
  latest: readonly string[],
): ReactionSummary[] {
  const rest = summary.flatMap((one) => {
    if (one.kind !== kind) return one;
    return one.count > 1 ? { kind, count: one.count - 1, userIds: latest.slice(0, NAMED) } : [];
  });
  return fit(rest);
}

export interface ReactionQuery {
  projectId: string;
  messageId: string;
  kind?: string | undefined;
  after: { createdAt: number; userId: string; kind: string } | null;
  limit: number;
}

/** Reactions to a message, the newest first, after one. */
export async function readReactions(
  db: ReadDb,
  { projectId, messageId, kind, after, limit }: ReactionQuery,
): Promise<MessageReaction[]> {
  let query = db
    .selectFrom('chatReaction')
    .select(['messageId', 'userId', 'kind', 'createdAt'])
    .where('projectId', '=', projectId)
    .where('messageId', '=', messageId)
    .orderBy('createdAt', 'desc')
    .orderBy('userId', 'desc')
    .orderBy('kind', 'desc')
    .limit(limit);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (after) {
    query = query.where((eb) =>
      eb(eb.refTuple('createdAt', 'userId', 'kind'), '<', eb.tuple(after.createdAt, after.userId, after.kind)),
    );
  }
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, createdAt: toTimestamp(row.createdAt) }));
}

/** A user's own reactions, by message. */
export async function readOwnReactions(
  db: ReadDb,
  { projectId, userId, messageIds }: { projectId: string; userId: string; messageIds: readonly string[] },
): Promise<Map<string, string[]>> {
  if (messageIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('chatReaction')
    .select(['messageId', 'kind'])
    .where('projectId', '=', projectId)
    .where('messageId', 'in', messageIds)
    .where('userId', '=', userId)
    .orderBy('createdAt')
    .orderBy('kind')
    .execute();
  const own = new Map<string, string[]>();
  for (const { messageId, kind } of rows) own.set(messageId, [...(own.get(messageId) ?? []), kind]);
  return own;
}
