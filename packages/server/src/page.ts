/** What the backend needs of a browser's page: SQLite as WebAssembly. */
export { openSqlite } from './page/open-sqlite.js';
