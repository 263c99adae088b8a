/** What the backend needs of Node: storage engines, a server for HTTP and WebSocket, and a fetch for strangers' addresses. */
export { createFetchPage } from './node/create-fetch-page.js';
export { DataFolderError } from './node/data-folder.js';
export { isPublicAddress } from './node/is-public-address.js';
export { openBlobFolder } from './node/open-blob-folder.js';
export { openPostgres, type PostgresOptions } from './node/open-postgres.js';
export { openRedis, type Redis, type RedisOptions } from './node/open-redis.js';
export { openSqlite, type SqliteOptions } from './node/open-sqlite.js';
export {
  createSafeFetch,
  type SafeFetch,
  type SafeFetchOptions,
  type SafeRequest,
  type SafeResponse,
} from './node/safe-fetch.js';
export { SafeFetchError, type SafeFetchReason } from './node/safe-fetch-error.js';
export { type RunningServer, type Served, type ServeOptions, serve } from './node/serve.js';
