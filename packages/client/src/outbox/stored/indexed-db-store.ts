import type { OutboxEntry } from '../outbox-entry.js';
import type { OutboxMessage, OutboxStore } from '../outbox-store.js';

const TABLE = 'entries';

/**
 * Entries in IndexedDB, shared by the tabs of a browser, which take turns by a Web Lock. Where there is none (pages
 * without https), two tabs may send the same entry, and its idempotency key makes it one on the server. A page that has
 * the backend inside says so, and keeps them as long as that keeps its data: under its name, or in memory alone.
 */
export function indexedDbStore(name: string): OutboxStore {
  const backend = Reflect.get(globalThis, Symbol.for('pulse.own-backend')) as string | undefined;
  if (backend === '') return { load: async () => [], put: async () => {}, delete: async () => {}, close: () => {} };
  return openStore(backend ? `${name} ${backend}` : name);
}

function openStore(name: string): OutboxStore {
  let opened: Promise<IDBDatabase> | undefined;
  const { locks } = navigator;
  const channel = locks && new BroadcastChannel(name);

  const run = async <T>(mode: IDBTransactionMode, act: (table: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    opened ??= open(name);
    const transaction = (await opened).transaction(TABLE, mode);
    const request = act(transaction.objectStore(TABLE));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  };

  return {
    load: () => run<OutboxEntry[]>('readonly', (table) => table.getAll()),
    put: async (entry) => void (await run('readwrite', (table) => table.put(entry))),
    delete: (id) => run('readwrite', (table) => table.delete(id)),
    close() {
      channel?.close();
      opened?.then((db) => db.close()).catch(() => {});
    },
    ...(locks && {
      peers: {
        exclusively: (work, signal) => locks.request(name, { signal }, work),
        tell: (message) => channel.postMessage(message),
        hear(listener) {
          channel.addEventListener('message', ({ data }: MessageEvent<OutboxMessage>) => listener(data));
        },
      },
    }),
  };
}

const open = (name: string): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: 'id' });
    request.onsuccess = () => {
      const db = request.result;
      // Somebody deletes it, such as an app at the end of a user's session.
      db.onversionchange = () => db.close();
      resolve(db);
    };
    request.onerror = () => reject(request.error);
  });
