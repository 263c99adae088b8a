import type { ControlRoutes } from './control-call.js';

export const pageRoutes: ControlRoutes = {
  // A test that is driven over HTTP pays for no page.
  'GET /__mock': async () => (await import('../inspector/page.js')).pageResponse(),
};
