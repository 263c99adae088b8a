/** The zod schemas of the protocol, apart from the plain tables so that no browser bundle carries zod. */
export { feedEventSchemas } from './feeds/event-schema.js';
export { clientFrameSchema, eventSchema, serverFrameSchema } from './realtime/schema.js';
export { ROUTE_SCHEMAS, type RouteSchema } from './route-schemas.js';
export { feedId, identity, roomId } from './schema.js';
export { SUMMARIES } from './summaries.js';
