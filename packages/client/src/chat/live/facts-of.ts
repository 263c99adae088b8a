import type { AnyEvent, ThreadChange } from '@pulse-io/protocol';
import type { WindowFact } from './message-window.js';

/** What an event of a channel tells a window onto its messages. */
export function factsOf({ type, data, offset: version }: AnyEvent, self: string | undefined): WindowFact[] {
  switch (type) {
    case 'chat.message.new':
      return [{ type: 'message', message: data.message, isNew: true }, ...threadFacts(data.parent, version)];
    case 'chat.message.updated':
      return [{ type: 'message', message: data.message }];
    case 'chat.message.deleted': {
      const { message, hard, parent } = data;
      const id = message.id;
      const fact: WindowFact = hard ? { type: 'deleted', id, hard, at: '' } : { type: 'message', message };
      return [fact, ...threadFacts(parent, version)];
    }
    case 'chat.reaction.added':
    case 'chat.reaction.removed': {
      const { messageId: id, userId, kind, reactions } = data;
      const own = userId === self ? { version, kind, added: type === 'chat.reaction.added' } : null;
      return [{ type: 'reactions', id, version, reactions, own }];
    }
    default:
      return [];
  }
}

function threadFacts(parent: ThreadChange | null, version: number): WindowFact[] {
  if (!parent) return [];
  const { id, ...thread } = parent;
  return [{ type: 'thread', id, version, thread }];
}
