export { createMockServer, type MockServer, type MockServerOptions } from './create-mock-server.js';
export { DEV_API_KEY, DEV_API_SECRET } from './dev-project.js';
export type {
  EventEntry,
  FaultEntry,
  FrameEntry,
  MockEvent,
  RequestEntry,
  SocketEntry,
} from './events/mock-event.js';
export type { MockEvents } from './events/mock-events.js';
export type { Fault, FaultInput } from './faults/fault-schema.js';
export type { ActiveFault, FailOptions, Faults } from './faults/faults.js';
export type { RouteName } from './faults/route-name.js';
export { createMockBackend, type MockBackend, type MockBackendOptions } from './mock-backend.js';
export { createMockClock, type MockClock, type MockClockOptions } from './mock-clock.js';
export type { MockControls, ScenarioInput } from './mock-controls.js';
export type { SocketActions } from './sockets/socket-actions.js';
