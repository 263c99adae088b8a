import type { Diagnostics, DiagnosticsOptions } from './devtools/diagnostics.js';
import { Recorder } from './devtools/recorder.js';
import { takeDiagnostics } from './devtools/take-diagnostics.js';
import { PulseClient } from './index.js';
import type { CheckedTypes, DefaultTypes } from './pulse-types.js';
import { outboxes, trace } from './trace.js';
import type { Connection } from './transport/connection.js';

export type {
  ConnectionDiagnostics,
  Diagnostics,
  DiagnosticsOptions,
  ErrorDiagnostics,
  EventDiagnostics,
  OutboxDiagnostics,
  SocketDiagnostics,
  SubscriptionDiagnostics,
  TimelineEntry,
} from './devtools/diagnostics.js';
export { formatDiagnostics } from './devtools/format-diagnostics.js';

declare module './pulse-client.js' {
  interface PulseClient<Types extends CheckedTypes<Types> = DefaultTypes> {
    /**
     * What this client is doing and what it did since the devtools were loaded: plain JSON, with no token, key or
     * secret in it. There once `@pulse-io/client/devtools` is imported, for clients that were made before it too.
     */
    diagnostics(options?: DiagnosticsOptions): Diagnostics;
  }
}

// Loaded twice, as with hot reloading, the first one has the longer memory.
if (!trace.moved) {
  const recorder = new Recorder({ now: () => Date.now() });
  Object.assign(trace, recorder.trace);
  PulseClient.prototype.diagnostics = function (options) {
    const connection = this.connection as Connection;
    return takeDiagnostics({ connection, entries: outboxes.get(this)?.entries ?? [], recorder }, options);
  };
}
