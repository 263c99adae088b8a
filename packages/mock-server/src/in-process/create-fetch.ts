/** What answers, such as a MockBackend. */
export interface Answering {
  fetch(request: Request): Promise<Response>;
}

/**
 * A `fetch` that goes straight to a backend, with no network between. Rejects as the platform's does: with the
 * signal's reason, and with a TypeError where the connection is broken off or the address is not under `baseUrl`.
 */
export function createFetch(backend: Answering, baseUrl: string): typeof fetch {
  const { origin } = new URL(baseUrl);
  return async (input, init) => {
    const request = new Request(input, init);
    const { signal } = request;
    signal.throwIfAborted();
    if (new URL(request.url).origin !== origin) {
      throw new TypeError(`fetch failed: only ${origin} is there, and not ${request.url}.`);
    }
    const response = await unlessAborted(backend.fetch(request), signal);
    if (response.type === 'error') throw new TypeError('fetch failed: the connection was broken off.');
    return response;
  };
}

/** The backend goes on with what nobody waits for any more, as a server would. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    stop = () => signal.removeEventListener('abort', abort);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    stop();
  }
}
