import { userChannel } from '@pulse-io/protocol';
import type { WriteTx } from '../../commit.js';
import { deleteMembers } from './member-store.js';

/** Members of one transaction: a few ms, so that nothing else waits for long. */
const CHUNK = 500;

/** Deletes some members of a deleted channel and tells them; false when there was nobody. */
export async function dismissMembers({ db, emit }: WriteTx, projectId: string, channelId: string): Promise<boolean> {
  const userIds = await deleteMembers(db, projectId, channelId, CHUNK);
  for (const userId of userIds) {
    const data = { channelId, userId, memberCount: 0, open: false };
    emit({ ch: userChannel(userId), type: 'chat.member.removed', data });
  }
  return userIds.length > 0;
}
