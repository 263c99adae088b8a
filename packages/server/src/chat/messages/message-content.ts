import { type Attachment, type MessageUpdate, SERVER_LIMITS } from '@pulse-io/protocol';
import { ApiError } from '../../api-error.js';
import type { ChannelRow } from '../channels/channel-store.js';
import { findBlockedWord } from './find-blocked-word.js';
import { jsonBytes } from './json-bytes.js';
import { type MessageRow, toMessage } from './message-store.js';

/** Nothing that anybody would see. */
const isBlank = (text: string): boolean => !/[^\s\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2800]/u.test(text);

/**
 * Checks what a message says before it is stored. Throws `invalid_request` for one that says nothing,
 * `message_blocked`, and `body_too_large`.
 */
export function requireSendable(channel: ChannelRow, row: MessageRow): void {
  if (isBlank(row.text) && row.attachments === '[]') {
    throw new ApiError('invalid_request', 'A message needs a text or an attachment.', { param: 'text' });
  }
  const titles = (JSON.parse(row.attachments) as Attachment[]).map(({ title = '' }) => title).join('\n');
  const blockList = JSON.parse(channel.blockList) as string[];
  for (const [param, text] of Object.entries({ text: row.text, attachments: titles })) {
    const word = findBlockedWord(text, blockList);
    if (word === null) continue;
    throw new ApiError('message_blocked', `The word “${word}” may not be used in this channel.`, { param });
  }
  const { contentBytes } = SERVER_LIMITS;
  if (jsonBytes(toMessage({ ...row, linkPreviews: '[]', reactions: '[]' })) > contentBytes) {
    throw new ApiError('body_too_large', `A message may be ${contentBytes} bytes as JSON; link to more.`);
  }
}

/** What is said, as the columns of its row; what is left out stays as it was. */
export const toContent = ({ text, attachments, custom }: MessageUpdate) => ({
  ...(text === undefined ? {} : { text }),
  ...(attachments === undefined ? {} : { attachments: JSON.stringify(attachments) }),
  ...(custom === undefined ? {} : { custom: JSON.stringify(custom) }),
});
