import { PulseClient } from '@pulse-io/client';
import { createMockClock, createMockServer } from '@pulse-io/mock-server';
import { expect } from 'vitest';
import { FaultProxy, type ProxyFault } from '../../support/fault-proxy.js';
import { scaledClock, scaledServerClock } from '../../support/scaled-clock.js';
import { seeded } from '../../support/seeded.js';
import { WatchJournal } from '../world/watch-journal.js';
import { expectWhole, type StormClient } from './expect-whole.js';

/** Time runs so many times faster on both sides: 35 s of silence are over in less than two. */
const HASTE = 20;
const USERS = ['ann', 'bob', 'cyd', 'dan', 'eve', 'fay'];
const TICK_MS = 25;
const TOKEN_SECONDS = 120;
/** A storm that takes longer has stopped. */
const STORM_MS = 60_000;

export interface StormOptions {
  seed: number;
  /** The storm ends after so many, over all clients. */
  reconnects: number;
}

const tick = () => new Promise((resolve) => setTimeout(resolve, TICK_MS));

/** Clients that post and watch over a line that breaks all the time, until it heals; expects that nothing is lost or twice. */
export async function runStorm({ seed, reconnects }: StormOptions): Promise<void> {
  const random = seeded(seed);
  const quiet = { warn: () => {}, error: () => {} };
  const server = await createMockServer({ clock: createMockClock({ real: scaledServerClock(HASTE) }), logger: quiet });
  const { apiKey, apiSecret, url } = server;
  const proxy = await FaultProxy.start({ port: Number(new URL(url).port), random });
  const clock = scaledClock(HASTE);
  const violations: string[] = [];
  /** Stands before the line: what it was told is what was published. */
  const witness = new PulseClient({ apiKey, apiSecret, baseUrl: url, clock, random });
  const clients = USERS.map((identity) => {
    const tokenProvider = async () => (await witness.tokens.create({ identity, ttlSeconds: TOKEN_SECONDS })).token;
    const options = { apiKey, tokenProvider, baseUrl: proxy.url, clock, logger: quiet };
    // Short delays between tries, so that much happens in little time.
    const pulse = new PulseClient({ ...options, random: () => random() * 0.3 });
    const client: StormClient = { identity, pulse, journals: [], acknowledged: new Set(), failures: 0 };
    pulse.connection.on('state', (state) => {
      if (state === 'failed') client.failures++;
    });
    return client;
  });
  const journal = (pulse: PulseClient, id: string, who: string) =>
    new WatchJournal(pulse.feeds.get(id), (what) => violations.push(`${who}: ${id}: ${what}`));
  /** By feed. */
  const published = new Map<string, WatchJournal>();
  let met = 0;
  try {
    for (const identity of USERS) {
      for (const target of USERS) {
        if (target !== identity) await witness.feeds.get(`timeline:${identity}`).follow(target);
      }
      for (const id of [`user:${identity}`, `timeline:${identity}`]) {
        published.set(id, journal(witness, id, 'witness'));
        await witness.feeds.get(id).watch();
      }
    }
    for (const { identity, pulse, journals } of clients) {
      for (const id of [`timeline:${identity}`, 'user:ann', 'user:bob']) {
        journals.push(journal(pulse, id, identity));
        await pulse.feeds.get(id).watch();
      }
      pulse.connection.on('state', (state) => {
        if (state === 'recovering') met++;
      });
    }

    const calls: Promise<unknown>[] = [];
    const post = ({ identity, pulse, acknowledged }: StormClient, n: number) => {
      const input = { actor: `user:${identity}`, verb: 'post', object: `${identity} ${n}` };
      const sent = pulse.feeds.get(`user:${identity}`).addActivity(input);
      // One that failed may be there or not; it is there once at most.
      calls.push(
        sent.then(
          ({ id }) => acknowledged.add(id),
          () => {},
        ),
      );
    };
    const ends = performance.now() + STORM_MS;
    for (let n = 0; met < reconnects && performance.now() < ends; n++) {
      const client = clients[Math.floor(random() * clients.length)];
      if (client && n % 3 === 0) post(client, n);
      if (n % 3 === 1) proxy.spoil(anyFault(random));
      if (n % 24 === 12) proxy.spoilAll({ kind: random() < 0.5 ? 'reset' : 'blackHole' });
      proxy.refusing = n % 240 < 12;
      if (n % 20 === 0) {
        proxy.conditions = {
          latencyMs: random() * 10,
          jitterMs: random() * 20,
          bytesPerSecond: random() < 0.3 ? 100_000 : Number.POSITIVE_INFINITY,
        };
      }
      await tick();
    }
    expect(met, `seed ${seed}: reconnects`).toBeGreaterThanOrEqual(reconnects);

    proxy.heal();
    await Promise.all(calls);
    await expectWhole(`seed ${seed}`, { witness, published, clients });
    expect(violations, `seed ${seed}`).toEqual([]);
  } finally {
    for (const { pulse } of clients) pulse.close();
    witness.close();
    await proxy.close();
    await server.close();
  }
}

function anyFault(random: () => number): ProxyFault {
  const chance = random();
  if (chance < 0.35) return { kind: 'reset' };
  if (chance < 0.6) return { kind: 'truncate' };
  if (chance < 0.8) return { kind: 'blackHole' };
  return { kind: 'stall', ms: 50 + random() * 800 };
}
