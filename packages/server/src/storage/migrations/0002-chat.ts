import { type Kysely, sql } from 'kysely';
import type { Engine } from '../storage.js';
import { columnTypes } from './column-types.js';

export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text, integer, keyed } = columnTypes(engine);

  await db.schema
    .createTable('chatChannel')
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('id', text, (c) => c.notNull())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('name', text)
    .addColumn('nameKey', text, (c) => c.notNull())
    .addColumn('custom', text, (c) => c.notNull())
    .addColumn('slowModeSeconds', integer, (c) => c.notNull())
    .addColumn('frozen', integer, (c) => c.notNull())
    .addColumn('blockList', text, (c) => c.notNull())
    .addColumn('memberCount', integer, (c) => c.notNull())
    .addColumn('createdBy', text)
    .addColumn('createdAt', integer, (c) => c.notNull())
    .addColumn('updatedAt', integer, (c) => c.notNull())
    .addColumn('lastMessageAt', integer)
    .addColumn('activeAt', integer, (c) => c.notNull())
    .addColumn('version', integer, (c) => c.notNull())
    .addColumn('deletedAt', integer)
    .addColumn('purgedAt', integer)
    .addPrimaryKeyConstraint('chatChannel_pk', ['projectId', 'id'])
    .execute();
  await db.schema
    .createIndex('chatChannel_to_purge')
    .on('chatChannel')
    .columns(['projectId', 'id'])
    .where(sql<boolean>`"deletedAt" is not null and "purgedAt" is null`)
    .execute();
  await db.schema
    .createIndex('chatChannel_by_activity')
    .on('chatChannel')
    .columns(['projectId', 'type', 'activeAt', 'id'])
    .execute();

  await db.schema
    .createTable('chatMember')
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('channelId', text, (c) => c.notNull())
    .addColumn('userId', text, (c) => c.notNull())
    .addColumn('role', text, (c) => c.notNull())
    .addColumn('joinedAt', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('chatMember_pk', ['projectId', 'channelId', 'userId'])
    .modifyEnd(keyed)
    .execute();
  await db.schema
    .createIndex('chatMember_by_user')
    .on('chatMember')
    .columns(['projectId', 'userId', 'channelId'])
    .execute();
  await db.schema
    .createIndex('chatMember_by_joining')
    .on('chatMember')
    .columns(['projectId', 'channelId', 'joinedAt', 'userId'])
    .execute();

  await db.schema
    .createTable('chatRestriction')
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('channelId', text, (c) => c.notNull())
    .addColumn('userId', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('by', text)
    .addColumn('reason', text)
    .addColumn('createdAt', integer, (c) => c.notNull())
    .addColumn('expiresAt', integer)
    .addPrimaryKeyConstraint('chatRestriction_pk', ['projectId', 'channelId', 'userId', 'kind'])
    .modifyEnd(keyed)
    .execute();

  await db.schema
    .createTable('chatMessage')
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('id', text, (c) => c.notNull())
    .addColumn('channelId', text, (c) => c.notNull())
    .addColumn('parentId', text, (c) => c.notNull())
    .addColumn('offset', integer, (c) => c.notNull())
    .addColumn('userId', text, (c) => c.notNull())
    .addColumn('text', text, (c) => c.notNull())
    .addColumn('attachments', text, (c) => c.notNull())
    .addColumn('linkPreviews', text, (c) => c.notNull())
    .addColumn('mentions', text, (c) => c.notNull())
    .addColumn('custom', text, (c) => c.notNull())
    .addColumn('replyTo', text)
    .addColumn('threadCount', integer, (c) => c.notNull())
    .addColumn('lastReplyAt', integer)
    .addColumn('reactions', text, (c) => c.notNull())
    .addColumn('pinnedAt', integer)
    .addColumn('pinnedBy', text)
    .addColumn('createdAt', integer, (c) => c.notNull())
    .addColumn('editedAt', integer)
    .addColumn('deletedAt', integer)
    .addColumn('shadowed', integer, (c) => c.notNull())
    .addColumn('version', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('chatMessage_pk', ['projectId', 'id'])
    .execute();
  // The last three let unread messages be counted from the index alone.
  await db.schema
    .createIndex('chatMessage_list')
    .on('chatMessage')
    .columns(['projectId', 'channelId', 'parentId', 'offset', 'id', 'userId', 'deletedAt', 'shadowed'])
    .execute();
  await db.schema
    .createIndex('chatMessage_by_user')
    .on('chatMessage')
    .columns(['projectId', 'channelId', 'userId', 'createdAt'])
    .execute();
  await db.schema
    .createIndex('chatMessage_pinned')
    .on('chatMessage')
    .columns(['projectId', 'channelId', 'offset', 'id'])
    .where(sql<boolean>`"pinnedAt" is not null`)
    .execute();

  await db.schema
    .createTable('chatMention')
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('channelId', text, (c) => c.notNull())
    .addColumn('userId', text, (c) => c.notNull())
    .addColumn('messageId', text, (c) => c.notNull())
    .addColumn('offset', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('chatMention_pk', ['projectId', 'channelId', 'userId', 'offset', 'messageId'])
    .modifyEnd(keyed)
    .execute();
  await db.schema.createIndex('chatMention_by_message').on('chatMention').columns(['projectId', 'messageId']).execute();

  await db.schema
    .createTable('chatReaction')
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('messageId', text, (c) => c.notNull())
    .addColumn('userId', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('createdAt', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('chatReaction_pk', ['projectId', 'messageId', 'userId', 'kind'])
    .modifyEnd(keyed)
    .execute();
  await db.schema
    .createIndex('chatReaction_by_kind')
    .on('chatReaction')
    .columns(['projectId', 'messageId', 'kind', 'createdAt', 'userId'])
    .execute();
  await db.schema
    .createIndex('chatReaction_by_time')
    .on('chatReaction')
    .columns(['projectId', 'messageId', 'createdAt', 'userId', 'kind'])
    .execute();

  await db.schema
    .createTable('chatRead')
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('channelId', text, (c) => c.notNull())
    .addColumn('userId', text, (c) => c.notNull())
    .addColumn('offset', integer, (c) => c.notNull())
    .addColumn('readAt', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('chatRead_pk', ['projectId', 'channelId', 'userId'])
    .modifyEnd(keyed)
    .execute();

  await db.schema
    .createTable('chatDraft')
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('channelId', text, (c) => c.notNull())
    .addColumn('userId', text, (c) => c.notNull())
    .addColumn('content', text, (c) => c.notNull())
    .addColumn('updatedAt', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('chatDraft_pk', ['projectId', 'channelId', 'userId'])
    .modifyEnd(keyed)
    .execute();
}
