import { channelRoutes, messageRoutes, readRoutes } from './chat/routes.js';
import { feedRoutes } from './feeds/routes.js';
import { presenceRoutes } from './presence/routes.js';
import type { Route } from './route.js';
import { systemRoutes } from './system/routes.js';
import { tokenRoutes } from './tokens/routes.js';
import { uploadRoutes } from './uploads/routes.js';

/** Every HTTP route by operation name, a line each: what a client needs and no more. */
export const ROUTES = {
  ...tokenRoutes,
  ...feedRoutes,
  ...channelRoutes,
  ...messageRoutes,
  ...readRoutes,
  ...presenceRoutes,
  ...uploadRoutes,
  ...systemRoutes,
};

export type Operation = keyof typeof ROUTES;

/** Reads a route's line. */
export function readRoute(operation: Operation): Route {
  const [, method, keyed, caller, path] = /(\S+) (keyed )?(?:(\w+) )?(\S+)/.exec(ROUTES[operation]) ?? [];
  return { method, path, keyed: keyed !== undefined, callers: caller ? [caller] : ['user', 'server'] } as Route;
}
