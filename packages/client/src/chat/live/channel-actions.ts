import type { Operation, RequestOf } from '@pulse-io/protocol';
import type { CallOptions } from '../../transport/call-options.js';
import type { ChannelVerbs, MessagesVerbs } from '../channel-verbs.js';
import type { Message } from '../message.js';
import type { ChatKit } from './chat-kit.js';

type Actions = Omit<ChannelVerbs, keyof MessagesVerbs | 'startTyping' | 'stopTyping' | 'sendReaction' | 'markRead'>;

/** What can be done with a channel, watched or not. */
export function channelActions({ http, outbox, chatChannel }: ChatKit, channelId: string): Actions {
  const params = { channelId };
  const lane = chatChannel(channelId);
  /** In order with the messages that are sent, and shown until it is answered. */
  const change = <Op extends Operation>(operation: Op, request: RequestOf<Op>, options?: CallOptions) =>
    outbox.add({ lane, operation, request }, options) as Promise<Message>;
  return {
    editMessage: (messageId, body, options) =>
      change('updateMessage', { params: { channelId, messageId }, body }, options),
    deleteMessage: async (messageId, { hard, ...options } = {}) => {
      if (outbox.cancel(messageId)) return { id: messageId, removed: true };
      const request = { params: { channelId, messageId }, query: { hard: hard ? 'true' : undefined } };
      return outbox.add({ lane, operation: 'deleteMessage', request }, options);
    },
    pinMessage: (messageId, options) => change('pinMessage', { params: { channelId, messageId }, body: {} }, options),
    unpinMessage: (messageId, options) =>
      change('unpinMessage', { params: { channelId, messageId }, query: {} }, options),
    addReaction: (messageId, kind, options) =>
      change('reactToMessage', { params: { channelId, messageId }, body: { kind } }, options),
    removeReaction: (messageId, kind, options) =>
      change('unreactToMessage', { params: { channelId, messageId, kind }, query: {} }, options),
    reactions: (messageId, query = {}, options) =>
      http.call('listMessageReactions', { params: { channelId, messageId }, query }, options),
    pinned: (query, options) => http.call('listMessages', { params, query: { ...query, pinned: 'true' } }, options),
    get: (options) => http.call('getChannel', { params, query: {} }, options),
    update: (body, options) => http.call('updateChannel', { params, body }, options),
    remove: (options) => http.call('removeChannel', { params }, options),
    members: (query = {}, options) => http.call('listMembers', { params, query }, options),
    addMembers: async (members, options) => {
      const body = { members: members.map((member) => (typeof member === 'string' ? { userId: member } : member)) };
      return (await http.call('addMembers', { params, body }, options)).data;
    },
    removeMember: (userId, options) => http.call('removeMember', { params: { channelId, userId } }, options),
    setRole: (userId, role, options) =>
      http.call('updateMember', { params: { channelId, userId }, body: { role } }, options),
    ban: (userId, ban, options) => http.call('banUser', { params, body: { userId, ...ban } }, options),
    unban: (userId, options) => http.call('unbanUser', { params: { channelId, userId } }, options),
    mute: (userId, mute, options) => http.call('muteUser', { params, body: { userId, ...mute } }, options),
    unmute: (userId, options) => http.call('unmuteUser', { params: { channelId, userId } }, options),
    restrictions: (query = {}, options) => http.call('listRestrictions', { params, query }, options),
    saveDraft: (body, options) => http.call('saveDraft', { params, body }, options),
    removeDraft: (options) => http.call('removeDraft', { params, query: {} }, options),
  };
}
