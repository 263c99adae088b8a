import type { PreparedStatement, Sqlite3Static } from '@sqlite.org/sqlite-wasm';

const encoder = new TextEncoder();

/**
 * Binds values as node:sqlite does: numbers as REAL, which columns of integers turn into integers.
 * Throws TypeError where a value is none of null, number, bigint, string and Uint8Array.
 */
export function bindValues(
  { capi, wasm, oo1 }: Sqlite3Static,
  statement: PreparedStatement,
  values: readonly unknown[],
): void {
  const allocate = (bytes: Uint8Array) => wasm.allocFromTypedArray(bytes);
  values.forEach((value, n) => {
    const code = bind(n + 1, value);
    oo1.DB.checkRc(capi.sqlite3_db_handle(statement), code);
  });

  function bind(at: number, value: unknown) {
    if (typeof value === 'string') {
      const bytes = encoder.encode(value);
      return capi.sqlite3_bind_text(statement, at, allocate(bytes), bytes.length, capi.SQLITE_WASM_DEALLOC);
    }
    if (typeof value === 'number') return capi.sqlite3_bind_double(statement, at, value);
    if (value === null) return capi.sqlite3_bind_null(statement, at);
    if (typeof value === 'bigint') return capi.sqlite3_bind_int64(statement, at, value);
    if (value instanceof Uint8Array) {
      return capi.sqlite3_bind_blob(statement, at, allocate(value), value.length, capi.SQLITE_WASM_DEALLOC);
    }
    throw new TypeError(`Provided value cannot be bound to SQLite parameter ${at}.`);
  }
}
