import type { NewMessage } from '@pulse-io/protocol';

/** A message that will be sent, and what others do to it. */
export interface TalkMessage extends NewMessage {
  id: string;
  userId: string;
  text: string;
  /** Who reacts how. */
  reactions: { userId: string; kind: string }[];
  deleted: boolean;
  thread: TalkMessage[];
}
