export { createMockServer, type MockServer, type MockServerOptions } from './create-mock-server.js';
export { DEV_API_KEY, DEV_API_SECRET } from './dev-project.js';
