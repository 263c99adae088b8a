/** The zod schemas of the protocol, apart from the plain tables so that no browser bundle carries zod. */
export { clientFrameSchema } from './realtime/client-frame-schema.js';
export { ROUTE_SCHEMAS, type RouteSchema } from './route-schemas.js';
export { channelId, feedId, identity, roomId } from './schema.js';
export { SUMMARIES } from './summaries.js';
