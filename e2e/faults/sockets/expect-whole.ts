import type { PulseClient } from '@pulse-io/client';
import type { Activity, Page } from '@pulse-io/protocol';
import { expect } from 'vitest';
import { countHoles, type WatchJournal } from '../world/watch-journal.js';

/** After the storm everything is right within this time. */
const CALM_MS = 30_000;

export interface StormClient {
  identity: string;
  pulse: PulseClient;
  journals: WatchJournal[];
  /** Ids of activities. */
  acknowledged: Set<string>;
  /** How often its connection failed: what was missed meanwhile is read again without a word. */
  failures: number;
}

export interface Storm {
  /** Stands before the line. */
  witness: PulseClient;
  /** What the witness was told, by feed. */
  published: ReadonlyMap<string, WatchJournal>;
  clients: readonly StormClient[];
}

/** Expects that the storm has cost nothing: every client shows what the server has and was told each event once, in order. */
export async function expectWhole(what: string, { witness, published, clients }: Storm): Promise<void> {
  const read = async (id: string) => {
    const found: Activity[] = [];
    for (let page: Page<Activity> | undefined; page?.next !== null; ) {
      page = await witness.feeds.get(id).get({ limit: 100, cursor: page?.next });
      found.push(...page.data);
    }
    return found;
  };
  for (const { identity, pulse, journals } of clients) {
    await expect.poll(() => pulse.connection.state, { timeout: CALM_MS }).toBe('connected');
    for (const { feed } of journals) {
      const say = `${what}: ${feed.id} of ${identity}`;
      const expected = (await read(feed.id)).map(({ object }) => object);
      await expect
        .poll(
          async () => {
            const { status, hasMore } = feed.state.getSnapshot();
            if (status === 'error') await feed.refresh();
            else if (hasMore) await feed.loadMore();
            const { activities } = feed.state.getSnapshot();
            return activities.filter((row) => row.status === 'sent').map(({ object }) => object);
          },
          { timeout: CALM_MS, message: say },
        )
        .toEqual(expected);
    }
  }
  for (const { identity, journals, acknowledged, failures } of clients) {
    const own = (await read(`user:${identity}`)).map(({ id }) => id);
    expect(
      [...acknowledged].filter((id) => !own.includes(id)),
      `${what}: lost by ${identity}`,
    ).toEqual([]);
    expect(own.length, `${what}: doubled by ${identity}`).toBe(new Set(own).size);
    for (const { feed, raised, resyncs } of journals) {
      const holes = countHoles(raised, published.get(feed.id)?.raised ?? []);
      const say = `${what}: ${feed.id} told ${identity} [${raised.length} events] with ${resyncs} resyncs`;
      expect(holes, say).not.toBeNull();
      expect(holes, say).toBeLessThanOrEqual(resyncs + failures);
    }
  }
}
