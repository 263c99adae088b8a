import type { ServerFrame } from '@pulse-io/protocol';
import type { Activity } from './activity.js';
import type { Received } from './received.js';

/** The same sockets, with what goes over them noted before anybody else hears of it. */
export function observeSockets(Base: typeof WebSocket, received: Received, activity: Activity): typeof WebSocket {
  return class extends Base {
    /** Questions that are not answered yet. */
    readonly #asked = new Set<number>();

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      received.sockets++;
      this.addEventListener('message', ({ data }) => {
        activity.note();
        const frame = parse(data) as ServerFrame | null;
        if (!frame) return;
        if ('re' in frame && this.#asked.delete(frame.re)) activity.answered(1);
        received.take(frame);
      });
      this.addEventListener('close', () => {
        activity.answered(this.#asked.size);
        this.#asked.clear();
      });
    }

    override send(data: string | BufferSource | Blob): void {
      super.send(data);
      const frame = parse(data) as { id?: unknown } | null;
      if (this.readyState !== this.OPEN || typeof frame?.id !== 'number') return;
      this.#asked.add(frame.id);
      activity.asked();
    }
  };
}

function parse(data: unknown): object | null {
  if (typeof data !== 'string') return null;
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' ? value : null;
  } catch {
    // Cut on purpose.
    return null;
  }
}
