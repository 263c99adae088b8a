import { devTokenRoutes, feedRoutes, type Operation, presenceRoutes, type RouteLine } from '@pulse-io/protocol';

/** The routes that are known so far: what is loaded later brings its own. */
export const routes: { [Op in Operation]?: RouteLine } = { ...devTokenRoutes, ...feedRoutes, ...presenceRoutes };
