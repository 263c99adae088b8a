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
export { type CelebrityOptions, celebrity } from './scenarios/parts/celebrity.js';
export { type ChannelOptions, type ChannelPart, channel, livestream } from './scenarios/parts/channel.js';
export { dm } from './scenarios/parts/dm.js';
export { type FeedPart, feed, type PostsOptions } from './scenarios/parts/feed.js';
export { follows } from './scenarios/parts/follows.js';
export type { SayOptions, TalkPart } from './scenarios/parts/talk-part.js';
export { type Users, users } from './scenarios/parts/users.js';
export { PEOPLE, type Person, type PersonId, person, personOf, type Who } from './scenarios/people/people.js';
export { type Picture, pictureOf } from './scenarios/pictures/picture-of.js';
export { type Lane, type Part, type Scenario, type SeedContext, scenario } from './scenarios/scenario.js';
export { findScenario, SCENARIOS, type ScenarioName } from './scenarios/scenarios.js';
export type { Seeder, SeedRestriction } from './scenarios/seeder.js';
export type { Topic } from './scenarios/texts/topics.js';
export { type SeedOptions, type SeedProgress, seed } from './seed.js';
export type { SocketActions } from './sockets/socket-actions.js';
