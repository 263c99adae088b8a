export type { MockClientOptions } from './vitest/create-clients.js';
export type { EventPart, ReceivedData, ReceivedType } from './vitest/event-part.js';
export { expect } from './vitest/matchers.js';
export type { PulseMock, Transport } from './vitest/open-mock.js';
export { type PulseFixtures, type PulseSettings, type PulseTestOptions, pulseTest } from './vitest/pulse-test.js';
export type { HandledOptions } from './vitest/to-have-handled.js';
export type { WaitOptions } from './vitest/to-have-received.js';
