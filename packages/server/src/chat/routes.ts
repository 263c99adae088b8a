import type { Handlers } from '../http/handler.js';
import { createChannel } from './channels/create-channel.js';
import { getChannel } from './channels/get-channel.js';
import { listChannels } from './channels/list-channels.js';
import { removeChannel } from './channels/remove-channel.js';
import { updateChannel } from './channels/update-channel.js';
import { removeDraft } from './drafts/remove-draft.js';
import { saveDraft } from './drafts/save-draft.js';
import { addMembers } from './members/add-members.js';
import { listMembers } from './members/list-members.js';
import { removeMember } from './members/remove-member.js';
import { updateMember } from './members/update-member.js';
import { deleteMessage } from './messages/delete-message.js';
import { getMessage } from './messages/get-message.js';
import { listMessageReactions } from './messages/list-message-reactions.js';
import { listMessages } from './messages/list-messages.js';
import { pinMessage } from './messages/pin-message.js';
import { reactToMessage } from './messages/react-to-message.js';
import { sendMessage } from './messages/send-message.js';
import { updateMessage } from './messages/update-message.js';
import { liftRestriction } from './moderation/lift-restriction.js';
import { listRestrictions } from './moderation/list-restrictions.js';
import { restrictUser } from './moderation/restrict-user.js';
import { markRead } from './read/mark-read.js';
import { searchMessages } from './search/search-messages.js';

export const chatHandlers = {
  createChannel: (ctx, { body }) => createChannel(ctx, body),
  listChannels: (ctx, { query }) => listChannels(ctx, query),
  getChannel: (ctx, { params, query }) => getChannel(ctx, params.channelId, query.userId),
  updateChannel: (ctx, { params, body }) => updateChannel(ctx, params.channelId, body),
  removeChannel: (ctx, { params }) => removeChannel(ctx, params.channelId),
  listMembers: (ctx, { params, query }) => listMembers(ctx, params.channelId, query),
  addMembers: (ctx, { params, body }) => addMembers(ctx, params.channelId, body.members),
  updateMember: (ctx, { params, body }) => updateMember(ctx, params.channelId, params.userId, body.role),
  removeMember: (ctx, { params }) => removeMember(ctx, params.channelId, params.userId),
  listRestrictions: (ctx, { params, query }) => listRestrictions(ctx, params.channelId, query),
  banUser: (ctx, { params, body: { shadow, ...body } }) =>
    restrictUser(ctx, params.channelId, { ...body, kind: shadow ? 'shadow_ban' : 'ban' }),
  unbanUser: (ctx, { params }) => liftRestriction(ctx, params.channelId, params.userId, 'ban'),
  muteUser: (ctx, { params, body }) => restrictUser(ctx, params.channelId, { ...body, kind: 'mute' }),
  unmuteUser: (ctx, { params }) => liftRestriction(ctx, params.channelId, params.userId, 'mute'),
  saveDraft: (ctx, { params, body }) => saveDraft(ctx, params.channelId, body),
  removeDraft: (ctx, { params, query }) => removeDraft(ctx, params.channelId, query.userId),

  sendMessage: (ctx, { params, body }) => sendMessage(ctx, params.channelId, body),
  listMessages: (ctx, { params, query }) => listMessages(ctx, params.channelId, query),
  getMessage: (ctx, { params, query }) => getMessage(ctx, params.channelId, params.messageId, query.userId),
  updateMessage: (ctx, { params, body }) => updateMessage(ctx, params.channelId, params.messageId, body),
  deleteMessage: (ctx, { params, query }) => deleteMessage(ctx, params.channelId, params.messageId, query),
  pinMessage: (ctx, { params, body }) => pinMessage(ctx, params.channelId, params.messageId, { ...body, pinned: true }),
  unpinMessage: (ctx, { params, query }) =>
    pinMessage(ctx, params.channelId, params.messageId, { ...query, pinned: false }),
  reactToMessage: (ctx, { params, body }) =>
    reactToMessage(ctx, params.channelId, params.messageId, { ...body, given: true }),
  unreactToMessage: (ctx, { params, query }) =>
    reactToMessage(ctx, params.channelId, params.messageId, { ...query, kind: params.kind, given: false }),
  listMessageReactions: (ctx, { params, query }) =>
    listMessageReactions(ctx, params.channelId, params.messageId, query),

  markRead: (ctx, { params, body }) => markRead(ctx, params.channelId, body),
  searchMessages: (ctx, { query }) => searchMessages(ctx, query),
} satisfies Partial<Handlers>;
