import type { Sqlite3Static } from '@sqlite.org/sqlite-wasm';

let loading: Promise<Sqlite3Static> | null = null;

/** SQLite as WebAssembly, fetched with the first call and once a page. */
export function loadSqlite(): Promise<Sqlite3Static> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Sqlite3Static> {
  try {
    const { default: init } = await import('@sqlite.org/sqlite-wasm');
    return await init();
  } catch (cause) {
    // Asked again, it is fetched again.
    loading = null;
    throw new Error('SQLite could not be loaded: is @sqlite.org/sqlite-wasm installed, and sqlite3.wasm served?', {
      cause,
    });
  }
}
