import { feedRoutes } from './feeds/routes.js';
import { presenceRoutes } from './presence/routes.js';
import { systemRoutes } from './system/routes.js';
import { tokenRoutes } from './tokens/routes.js';

/** Every HTTP route by operation name. Plain data: what a client needs and no more. */
export const ROUTES = { ...tokenRoutes, ...feedRoutes, ...presenceRoutes, ...systemRoutes };

export type Operation = keyof typeof ROUTES;
