/** The zod schemas of the protocol, apart from the plain tables so that no browser bundle carries zod. */
export { chatEventSchemas } from './chat/event-schema.js';
export { feedEventSchemas } from './feeds/event-schema.js';
export { clientFrameSchema, eventSchema, serverFrameSchema } from './realtime/schema.js';
export { ROUTE_SCHEMAS, type RouteSchema } from './route-schemas.js';
export { channelId, feedId, identity, roomId } from './schema.js';
export { SUMMARIES } from './summaries.js';
