import type { MockEvent } from '../../events/mock-event.js';

export interface StreamListener {
  entry(entry: MockEvent): void;
  /** The stream stands; `fresh` when another mock answers than before. */
  live(fresh: boolean): void;
  /** It was lost; the page asks again by itself. */
  away(): void;
}

/** A browser asks again by itself unless it was answered with an error. */
const RETRY_MS = 2_000;

/** Listens to what happens, from the beginning, and goes on where it was after a loss. */
export function listen(listener: StreamListener): void {
  let run: string | undefined;
  let seen = 0;

  function open(): void {
    const source = new EventSource(`/__mock/events/stream?after=${seen}`);
    source.addEventListener('start', ({ data }) => {
      const { run: found } = JSON.parse(data) as { run: string };
      const fresh = run !== undefined && run !== found;
      run = found;
      if (fresh) seen = 0;
      listener.live(fresh);
    });
    source.addEventListener('message', ({ data }) => {
      const entry = JSON.parse(data) as MockEvent;
      seen = entry.seq;
      listener.entry(entry);
    });
    source.addEventListener('error', () => {
      listener.away();
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(open, RETRY_MS);
    });
  }
  open();
}
