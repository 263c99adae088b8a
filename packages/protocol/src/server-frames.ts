/**
 * The schemas of what a server sends over realtime: for tests, and for whoever writes a server or a client of its own. Apart
 * from the others, so that a server does not carry what it never checks.
 */
export { chatEventSchemas } from './chat/event-schema.js';
export { feedEventSchemas } from './feeds/event-schema.js';
export { eventSchema, serverFrameSchema } from './realtime/server-frame-schema.js';
