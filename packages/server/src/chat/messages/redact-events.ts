import { chatChannel, type Message } from '@pulse-io/protocol';
import type { Tx } from '../../storage/storage.js';
import type { MessageRow } from './message-store.js';

const SILENT = { text: '', attachments: [], linkPreviews: [], mentions: [], custom: {} };

/**
 * Takes what a message said out of the events that told of it, and with `thread` what the messages of its thread said:
 * whoever recovers would read it still. Needs the lock of the channel.
 */
export async function redactEvents(
  tx: Tx,
  { projectId, channelId, id }: Pick<MessageRow, 'projectId' | 'channelId' | 'id'>,
  { thread }: { thread: boolean },
): Promise<void> {
  const channel = chatChannel(channelId);
  const rows = await tx
    .selectFrom('event')
    .select(['offset', 'data'])
    .where('projectId', '=', projectId)
    .where('channel', '=', channel)
    .where('type', 'in', ['chat.message.new', 'chat.message.updated'])
    // Only a first choice: what an app keeps in `custom` may look the same.
    .where((eb) =>
      eb.or([
        eb('data', 'like', `{"message":{"id":"${id}"%`),
        ...(thread ? [eb('data', 'like', `%"parentId":"${id}"%`)] : []),
      ]),
    )
    .execute();
  for (const row of rows) {
    const data = JSON.parse(row.data) as { message: Message };
    if (data.message.id !== id && data.message.parentId !== id) continue;
    await tx
      .updateTable('event')
      .set({ data: JSON.stringify({ ...data, message: { ...data.message, ...SILENT } }) })
      .where('projectId', '=', projectId)
      .where('channel', '=', channel)
      .where('offset', '=', row.offset)
      .execute();
  }
}
