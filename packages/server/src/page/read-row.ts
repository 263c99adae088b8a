import type { PreparedStatement, Sqlite3Static } from '@sqlite.org/sqlite-wasm';

/** As the library's own would, but for a byte order mark that text begins with: that one it keeps. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Reads the row that a statement stands on, as node:sqlite does. Throws RangeError for integers that no number holds. */
export function readRow(
  { capi, wasm }: Sqlite3Static,
  statement: PreparedStatement,
  columns: readonly string[],
): Record<string, unknown> {
  const row: Record<string, unknown> = Object.create(null);
  columns.forEach((name, n) => {
    row[name] = read(n);
  });
  return row;

  function read(n: number): unknown {
    switch (capi.sqlite3_column_type(statement, n)) {
      case capi.SQLITE_NULL:
        return null;
      case capi.SQLITE_TEXT:
        return decoder.decode(bytes(n));
      case capi.SQLITE_BLOB:
        return bytes(n).slice();
      case capi.SQLITE_INTEGER:
        return integer(capi.sqlite3_column_double(statement, n));
      default:
        return capi.sqlite3_column_double(statement, n);
    }
  }

  /** Of the library's memory: valid until the next call. */
  function bytes(n: number): Uint8Array {
    const pointer = capi.sqlite3_column_blob(statement, n);
    return wasm.heap8u().subarray(pointer, pointer + capi.sqlite3_column_bytes(statement, n));
  }
}

function integer(value: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError('Value is too large to be represented as a JavaScript number.');
}
