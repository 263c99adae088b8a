import type { AnyEvent } from '@pulse-io/protocol';
import type { Emitter } from '../../lib/emitter.js';
import type { ChannelEvents } from '../channel-state.js';

/** Tells the app of an event. */
export function raise(events: Emitter<ChannelEvents>, { type, data }: AnyEvent): void {
  switch (type) {
    case 'chat.message.new':
      events.emit('message.new', data.message);
      break;
    case 'chat.message.updated':
      events.emit('message.updated', data.message);
      break;
    case 'chat.message.deleted':
      events.emit('message.deleted', data.message, data.hard);
      break;
    case 'chat.reaction.added':
      events.emit('reaction.added', data);
      break;
    case 'chat.reaction.removed':
      events.emit('reaction.removed', data);
      break;
    case 'chat.read': {
      const { userId, offset, readAt } = data;
      events.emit('read', { userId, offset, readAt });
      break;
    }
    case 'chat.channel.updated':
      events.emit('channel.updated', data.channel);
      break;
    case 'chat.member.added':
      events.emit('member.added', data.member);
      break;
    case 'chat.member.updated':
      events.emit('member.updated', data.member);
      break;
    case 'chat.member.removed':
      events.emit('member.removed', data.userId);
      break;
    case 'user.banned':
      events.emit('user.banned', data);
      break;
    case 'user.unbanned':
      events.emit('user.unbanned', data.userId);
      break;
    case 'user.muted':
      events.emit('user.muted', data);
      break;
    case 'user.unmuted':
      events.emit('user.unmuted', data.userId);
      break;
  }
}
