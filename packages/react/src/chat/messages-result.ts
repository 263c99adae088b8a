import type { ChannelStatus, ChatChannel, MessagesState } from '@pulse-io/client';
import type { AppTypes } from '../lib/register.js';
import { shownStatus } from './shown-status.js';

/** What is shown of a stretch of messages, the oldest first. */
export interface ShownMessages extends Omit<MessagesState<AppTypes>, 'status'> {
  /** `loading` with messages: those that were known before, which are being read again. */
  readonly status: Exclude<ChannelStatus, 'idle'>;
}

const ACTIONS = [
  'loadOlder',
  'loadNewer',
  'loadNewest',
  'loadAround',
  'refresh',
  'sendMessage',
  'retry',
  'discard',
  'editMessage',
  'deleteMessage',
  'pinMessage',
  'unpinMessage',
  'addReaction',
  'removeReaction',
] as const;

/** What can be done with messages; each the same function from render to render. */
export type MessageActions = Pick<ChatChannel<AppTypes>, (typeof ACTIONS)[number]>;

export const messageActions = (handle: MessageActions): MessageActions =>
  Object.fromEntries(ACTIONS.map((name) => [name, handle[name]])) as unknown as MessageActions;

export const shownMessages = ({
  messages,
  hasOlder,
  hasNewer,
  error,
  status,
}: MessagesState<AppTypes>): ShownMessages => ({
  ...{ messages, hasOlder, hasNewer, error },
  status: shownStatus(status),
});
