export { type ChannelFilter, compareChannels, type ListedChannel, matchesChannel } from './chat/channel-list.js';
export { channelRoutes, messageRoutes, readRoutes } from './chat/routes.js';
export { uploadRoutes } from './uploads/routes.js';
