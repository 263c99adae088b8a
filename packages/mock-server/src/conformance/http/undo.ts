import type { Operation } from '@pulse-io/protocol';
import type { LooseRequest } from './caller.js';

/** A call that takes back what another has made. */
export interface Undo {
  operation: Operation;
  request: LooseRequest;
}

/** How a server is left as it was found; null for what leaves nothing, or ends by itself. */
export function undoOf(operation: Operation, { params, body }: LooseRequest, answer: unknown): Undo | null {
  const { id } = answer as { id: string };
  switch (operation) {
    case 'createChannel':
      return { operation: 'removeChannel', request: { params: { channelId: id } } };
    case 'createUpload':
      return { operation: 'removeUpload', request: { params: { uploadId: id } } };
    case 'addActivity':
      return { operation: 'removeActivity', request: { params: { ...params, activityId: id } } };
    case 'follow':
      return { operation: 'unfollow', request: { params: params ?? {}, body } };
    default:
      return null;
  }
}
