export { AREAS, type Area } from './conformance/areas.js';
export { ConformanceError } from './conformance/failure.js';
export type {
  ConformanceOptions,
  Credentials,
  SocketEvent,
  WebSocketConstructor,
  WebSocketLike,
} from './conformance/options.js';
export type { CaseResult, CaseStatus, ConformanceReport } from './conformance/report.js';
export { runConformance } from './conformance/run-conformance.js';
