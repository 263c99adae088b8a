import { clockRoutes } from './clock-routes.js';
import type { ControlRoutes } from './control-call.js';
import { eventRoutes } from './event-routes.js';
import { faultRoutes } from './fault-routes.js';
import { lifeRoutes } from './life-routes.js';
import { pageRoutes } from './page-routes.js';
import { pictureRoutes } from './picture-routes.js';
import { socketRoutes } from './socket-routes.js';

/** Everything that `/__mock` answers. */
export const CONTROL_ROUTES: ControlRoutes = {
  ...pageRoutes,
  ...pictureRoutes,
  ...eventRoutes,
  ...faultRoutes,
  ...socketRoutes,
  ...clockRoutes,
  ...lifeRoutes,
};
