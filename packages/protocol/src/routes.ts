import { channelRoutes, messageRoutes, readRoutes } from './chat/routes.js';
import { feedRoutes } from './feeds/routes.js';
import { presenceRoutes } from './presence/routes.js';
import { parseRoute, type Route } from './route.js';
import { systemRoutes } from './system/routes.js';
import { devTokenRoutes } from './tokens/dev-routes.js';
import { tokenRoutes } from './tokens/routes.js';
import { uploadRoutes } from './uploads/routes.js';

const all = () => ({
  ...tokenRoutes,
  ...devTokenRoutes,
  ...feedRoutes,
  ...channelRoutes,
  ...messageRoutes,
  ...readRoutes,
  ...presenceRoutes,
  ...uploadRoutes,
  ...systemRoutes,
});

/** Every HTTP route by operation name, a line each. Marked as pure, since a client takes only the tables that it needs. */
export const ROUTES = /* @__PURE__ */ all();

export type Operation = keyof typeof ROUTES;

/** Reads a route's line. */
export const readRoute = (operation: Operation): Route => parseRoute(ROUTES[operation]);
