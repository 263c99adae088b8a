/** What the backend needs of Node: storage engines and a server for HTTP and WebSocket. */
export { DataFolderError } from './node/data-folder.js';
export { openPostgres, type PostgresOptions } from './node/open-postgres.js';
export { openRedis, type Redis, type RedisOptions } from './node/open-redis.js';
export { openSqlite, type SqliteOptions } from './node/open-sqlite.js';
export { type RunningServer, type ServeOptions, serve } from './node/serve.js';
