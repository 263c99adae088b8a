import { ApiError } from '../api-error.js';
import { createHmac, fromBase64Url, toBase64Url } from '../crypto.js';

/** Where a list goes on: the sort key of the last row that was shown. */
export type SortKey = readonly (string | number)[];

/** What a cursor is bound to: it opens no other list. */
export interface CursorScope {
  projectId: string;
  list: string;
  filters: readonly string[];
}

export interface Cursors {
  encode(scope: CursorScope, key: SortKey): Promise<string>;
  /** Throws `invalid_cursor` for one that was tampered with, or made for another list or project. */
  decode(scope: CursorScope, cursor: string): Promise<SortKey>;
}

/** Opaque cursors: the sort key with a MAC over it and its scope. */
export function createCursors(secret: string): Cursors {
  const hmac = createHmac(secret);
  const signed = (scope: CursorScope, payload: string) =>
    JSON.stringify([scope.projectId, scope.list, scope.filters, payload]);
  return {
    async encode(scope, key) {
      const payload = toBase64Url(new TextEncoder().encode(JSON.stringify(key)));
      return `${payload}.${await hmac.sign(signed(scope, payload))}`;
    },
    async decode(scope, cursor) {
      const [payload = '', signature = '', ...rest] = cursor.split('.');
      const bytes = fromBase64Url(payload);
      if (bytes && rest.length === 0 && (await hmac.verify(signed(scope, payload), signature))) {
        return JSON.parse(new TextDecoder().decode(bytes)) as SortKey;
      }
      throw new ApiError('invalid_cursor', 'Use the cursor of this very list as it came, or start without one.', {
        param: 'cursor',
      });
    },
  };
}
