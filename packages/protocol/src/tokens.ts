export { tokenRoutes } from './tokens/routes.js';
