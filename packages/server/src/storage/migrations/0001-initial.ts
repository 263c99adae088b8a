import type { Kysely } from 'kysely';
import type { Engine } from '../storage.js';
import { columnTypes } from './column-types.js';

export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text, integer, keyed } = columnTypes(engine);

  await db.schema
    .createTable('setting')
    .addColumn('name', text, (c) => c.primaryKey())
    .addColumn('value', text, (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('project')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('apiKey', text, (c) => c.notNull().unique())
    .addColumn('secretHash', text, (c) => c.notNull())
    .addColumn('createdAt', integer, (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('channel')
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('channel', text, (c) => c.notNull())
    .addColumn('offset', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('channel_pk', ['projectId', 'channel'])
    .modifyEnd(keyed)
    .execute();
  await db.schema
    .createTable('event')
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('channel', text, (c) => c.notNull())
    .addColumn('offset', integer, (c) => c.notNull())
    .addColumn('id', text, (c) => c.notNull())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('createdAt', integer, (c) => c.notNull())
    .addColumn('data', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('event_pk', ['projectId', 'channel', 'offset'])
    .execute();
  await db.schema.createIndex('event_by_age').on('event').column('createdAt').execute();

  await db.schema
    .createTable('idempotencyKey')
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('caller', text, (c) => c.notNull())
    .addColumn('key', text, (c) => c.notNull())
    .addColumn('requestHash', text, (c) => c.notNull())
    .addColumn('response', text, (c) => c.notNull())
    .addColumn('createdAt', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('idempotencyKey_pk', ['projectId', 'caller', 'key'])
    .execute();
  await db.schema.createIndex('idempotencyKey_by_age').on('idempotencyKey').column('createdAt').execute();

  await db.schema
    .createTable('revocation')
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('subject', text, (c) => c.notNull())
    .addColumn('before', integer, (c) => c.notNull())
    .addColumn('expiresAt', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('revocation_pk', ['projectId', 'subject'])
    .modifyEnd(keyed)
    .execute();
  await db.schema.createIndex('revocation_by_expiry').on('revocation').column('expiresAt').execute();

  await db.schema
    .createTable('activity')
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('id', text, (c) => c.notNull())
    .addColumn('feed', text, (c) => c.notNull())
    .addColumn('actor', text, (c) => c.notNull())
    .addColumn('verb', text, (c) => c.notNull())
    .addColumn('object', text, (c) => c.notNull())
    .addColumn('target', text)
    .addColumn('foreignId', text)
    .addColumn('time', integer, (c) => c.notNull())
    .addColumn('text', text)
    .addColumn('attachments', text, (c) => c.notNull())
    .addColumn('mentions', text, (c) => c.notNull())
    .addColumn('tags', text, (c) => c.notNull())
    .addColumn('custom', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('activity_pk', ['projectId', 'id'])
    .execute();

  await db.schema
    .createTable('feedItem')
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('feed', text, (c) => c.notNull())
    .addColumn('activityId', text, (c) => c.notNull())
    .addColumn('time', integer, (c) => c.notNull())
    .addColumn('origin', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('feedItem_pk', ['projectId', 'feed', 'time', 'activityId'])
    .modifyEnd(keyed)
    .execute();
  await db.schema
    .createIndex('feedItem_by_activity')
    .on('feedItem')
    .columns(['projectId', 'activityId', 'feed'])
    .execute();

  await db.schema
    .createTable('follow')
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('source', text, (c) => c.notNull())
    .addColumn('target', text, (c) => c.notNull())
    .addColumn('createdAt', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('follow_pk', ['projectId', 'source', 'target'])
    .modifyEnd(keyed)
    .execute();
  await db.schema.createIndex('follow_by_target').on('follow').columns(['projectId', 'target', 'source']).execute();
  await db.schema
    .createIndex('follow_followers')
    .on('follow')
    .columns(['projectId', 'target', 'createdAt', 'source'])
    .execute();
  await db.schema
    .createIndex('follow_following')
    .on('follow')
    .columns(['projectId', 'source', 'createdAt', 'target'])
    .execute();

  await db.schema
    .createTable('fanoutJob')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('projectId', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('activityId', text, (c) => c.notNull())
    .addColumn('origin', text, (c) => c.notNull())
    .addColumn('cursor', text, (c) => c.notNull())
    .modifyEnd(keyed)
    .execute();
  await db.schema.createIndex('fanoutJob_by_project').on('fanoutJob').columns(['projectId', 'id']).execute();
  await db.schema.createIndex('fanoutJob_by_activity').on('fanoutJob').columns(['projectId', 'activityId']).execute();
}
