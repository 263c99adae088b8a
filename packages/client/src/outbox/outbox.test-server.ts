import type { Activity } from '@pulse-io/protocol';
import { activityAt } from '../testing/activities.js';
import type { ManualClock } from '../testing/manual-clock.js';

/** What becomes of a call. */
export type Fate = 'answered' | 'answered late' | 'answer lost' | 'never arrived' | 'refused' | 'unavailable';

/** A server with idempotency keys, behind a network that a test owns. */
export class ModelServer {
  /** The fates of the next calls; beyond them all are answered. */
  readonly fates: Fate[] = [];
  online = true;
  /** What was taken, by feed, in the order in which it was. */
  readonly feeds = new Map<string, Activity[]>();
  /** How often each activity was added. */
  readonly additions = new Map<string, number>();
  readonly #clock: ManualClock;
  readonly #answers = new Map<string, string>();
  #time = 0;

  constructor(clock: ManualClock) {
    this.#clock = clock;
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const path = decodeURIComponent(new URL(String(input)).pathname);
    const [, feed = '', id] = /^\/v1\/feeds\/([^/]+)(?:\/activities(?:\/(.+))?)?$/.exec(path) ?? [];
    if (!this.online) throw new TypeError('offline');
    const rows = this.feeds.get(feed) ?? [];
    this.feeds.set(feed, rows);
    if (init.method === 'GET') return Response.json({ data: rows.toReversed(), next: null });
    const key = new Headers(init.headers).get('idempotency-key') ?? '';
    const fate = this.fates.shift() ?? 'answered';
    if (fate === 'never arrived') throw new TypeError('lost');
    if (fate === 'unavailable') return problem(503, 'unavailable', true);
    if (!this.#answers.has(key)) {
      if (fate === 'refused') return problem(403, 'forbidden', false);
      if (init.method === 'POST') {
        const body = JSON.parse(String(init.body)) as { id: string };
        const activity = { ...activityAt(body.id, this.#time++, feed), ...body };
        rows.push(activity);
        this.additions.set(body.id, (this.additions.get(body.id) ?? 0) + 1);
        this.#answers.set(key, JSON.stringify(activity));
      } else {
        const at = rows.findIndex((row) => row.id === id);
        if (at < 0) return problem(404, 'not_found', false);
        rows.splice(at, 1);
        this.#answers.set(key, JSON.stringify({ id, removed: true }));
      }
    }
    if (fate === 'answer lost') throw new TypeError('lost');
    if (fate === 'answered late') await new Promise<void>((resolve) => this.#clock.setTimeout(resolve, 4_000));
    return Response.json(JSON.parse(this.#answers.get(key) ?? 'null'));
  };
}

const problem = (status: number, code: string, retryable: boolean): Response =>
  Response.json({ code, retryable, detail: code }, { status });
