import type { Bus } from './bus/bus.js';
import type { Clock } from './clock.js';
import type { Fanout } from './feeds/fanout.js';
import type { Cursors } from './http/cursors.js';
import type { Previews } from './links/previews.js';
import type { Logger } from './logger.js';
import type { Presences } from './presence/presences.js';
import type { Storage } from './storage/storage.js';
import type { TokenService } from './tokens/token-service.js';
import type { UploadConfig } from './uploads/upload-config.js';

/** What every verb may use; made once by `createBackend`. */
export interface Services {
  readonly storage: Storage;
  readonly bus: Bus;
  readonly clock: Clock;
  /** A new id: a ULID. */
  readonly nextId: () => string;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly logger: Logger;
  /** The epoch of the event log: another one means that offsets known so far say nothing. */
  readonly epoch: string;
  readonly devMode: boolean;
  readonly cursors: Cursors;
  readonly tokens: TokenService;
  readonly fanout: Fanout;
  readonly presences: Presences;
  /** Previews of links; none where the backend was given no way to fetch pages. */
  readonly previews: Previews;
  readonly uploads: UploadConfig;
}
