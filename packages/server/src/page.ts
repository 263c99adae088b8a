/** What the backend needs of a browser's page: SQLite as WebAssembly. */
export { KeptDataError } from './page/kept-data-error.js';
export { openSqlite, type PageSqliteOptions } from './page/open-sqlite.js';
