import { type CustomStatus, type Presence, type PresenceActivity, SERVER_TIMING } from '@pulse-io/protocol';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { presenceTopic, roomTopic } from '../bus/topics.js';
import type { Lease, PresenceChange } from './presences.js';
import type { PresencesBench } from './presences.test-kit.js';
import { isSameSight, PLAIN, type Seen } from './seen.js';

/** Times are in whole steps of this, so that what has run out is also noticed. */
const STEP_MS = 100;
/** A hint that has not come by then will not. */
const HINT_MS = 500;
const USERS = ['alice', 'bob'] as const;
const ROOMS = ['lobby', 'hall'] as const;

type Change =
  | { do: 'hold'; user: string; lease: Lease }
  | { do: 'release'; user: string; leaseId: string }
  /** `endsInMs` makes the time at which a custom status ends. */
  | {
      do: 'set';
      user: string;
      change: Omit<PresenceChange, 'customStatus'>;
      customStatus?: string | null;
      endsInMs: number;
    }
  | { do: 'nothing' };
type Step = Change | { do: 'wait'; ms: number };

const user = fc.constantFrom(...USERS);
const leaseId = fc.constantFrom('one', 'two', 'three');
const lease = fc.record({ id: leaseId, idle: fc.boolean(), rooms: fc.subarray([...ROOMS]) });
const activity = fc.option(fc.constantFrom('chess', 'go').map((text) => ({ type: 'playing', text })));
const ms = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(149, 150, 151, 600, 750, 751));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('hold' as const), user, lease }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), user, leaseId }) },
  {
    weight: 4,
    arbitrary: fc.record(
      {
        do: fc.constant('set' as const),
        user,
        change: fc.record(
          { status: fc.constantFrom('online', 'away', 'busy', 'invisible', 'offline'), activity },
          { requiredKeys: [] },
        ),
        customStatus: fc.option(fc.constantFrom('lunch', 'train')),
        endsInMs: ms.map((n) => n * STEP_MS),
      },
      { requiredKeys: ['do', 'user', 'change', 'endsInMs'] },
    ),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: ms.map((n) => n * STEP_MS) }) },
) as fc.Arbitrary<Step>;

const timestamp = (at: number) => new Date(at).toISOString();

/** What one user should look like, kept the plain way: looked at anew in every step of time. */
class NaiveUser {
  leases = new Map<string, Lease & { until: number }>();
  manual: 'away' | 'busy' | 'invisible' | null = null;
  customStatus: CustomStatus | null = null;
  activity: PresenceActivity | null = null;
  gone = false;
  grace = { until: 0, idle: false };
  hand = 0;
  seen: Seen = PLAIN.offline;
  rooms: string[] = [];
  lastSeen: number | null = null;

  do(todo: Change, now: number): void {
    if (todo.do === 'hold') this.leases.set(todo.lease.id, { ...todo.lease, until: now + SERVER_TIMING.leaseMs });
    else if (todo.do === 'release') this.release(todo.leaseId, now);
    else if (todo.do === 'set') this.set(todo, now);
    this.look(now);
  }

  release(id: string, now: number): void {
    const lease = this.leases.get(id);
    this.leases.delete(id);
    if (!lease || this.leases.size > 0 || this.gone) return;
    this.grace = { until: now + SERVER_TIMING.graceMs, idle: lease.idle };
  }

  set({ change, customStatus, endsInMs }: Extract<Change, { do: 'set' }>, now: number): void {
    const { status, activity } = change;
    if (status === 'offline') {
      this.gone = true;
      this.grace.until = this.hand = 0;
    } else if (status) {
      this.gone = false;
      this.manual = status === 'online' ? null : status;
      if (this.leases.size === 0) this.hand = now + SERVER_TIMING.leaseMs;
    }
    if (customStatus !== undefined) this.customStatus = toCustomStatus(customStatus, now + endsInMs);
    if (activity !== undefined) this.activity = activity;
  }

  look(now: number): void {
    for (const [id, { until }] of this.leases) if (until <= now) this.leases.delete(id);
    if (this.customStatus?.expiresAt && Date.parse(this.customStatus.expiresAt) <= now) this.customStatus = null;
    const leases = [...this.leases.values()];
    const present = leases.length > 0 || this.grace.until > now || this.hand > now;
    if (!present || this.gone) this.activity = null;
    if (!present) this.gone = false;
    const visible = present && !this.gone && this.manual !== 'invisible';
    const active = this.hand > now || (leases.length > 0 ? leases.some(({ idle }) => !idle) : !this.grace.idle);
    const seen: Seen = visible
      ? {
          status: (this.manual === 'invisible' ? null : this.manual) ?? (active ? 'online' : 'away'),
          customStatus: this.customStatus,
          activity: this.activity,
        }
      : PLAIN.offline;
    if (seen.status === 'offline' && this.seen.status !== 'offline') this.lastSeen = now;
    this.seen = seen;
    this.rooms = visible ? ROOMS.filter((room) => leases.some(({ rooms }) => rooms.includes(room))) : [];
  }

  view(userId: string, now: number): Presence {
    const at = this.seen.status === 'offline' ? this.lastSeen : now;
    return { userId, ...this.seen, lastSeenAt: at === null ? null : timestamp(at) };
  }
}

const toCustomStatus = (text: string | null, endsAt: number): CustomStatus | null =>
  text === null ? null : { text, emoji: null, expiresAt: timestamp(endsAt) };

/** Shows that a driver is what a naive model says, and publishes exactly the changes; `runs` are random histories. */
export function testPresencesModel(name: string, openBench: () => Promise<PresencesBench>, runs: number): void {
  test(`presence by ${name} is what a naive model says, and publishes exactly the changes`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 40 }), async (steps) => {
        const { presences, bus, clock, advance, close } = await openBench();
        const published: string[] = [];
        const expected: string[] = [];
        const told = new Map<string, Seen>();
        const counts = new Map<string, number>();
        await bus.subscribe(presenceTopic('p'), (hint) => {
          if (hint.kind !== 'presence') return;
          const { presence, previous } = hint;
          expect(isSameSight(previous, told.get(presence.userId) ?? PLAIN.offline)).toBe(true);
          told.set(presence.userId, presence);
          published.push(lineOf(presence));
        });
        for (const room of ROOMS) {
          await bus.subscribe(roomTopic('p', room), (hint) => {
            if (hint.kind !== 'room') return;
            published.push(`${room} ${hint.change} ${lineOf(hint.presence)}`);
            counts.set(room, hint.count);
          });
        }
        const users = new Map(USERS.map((userId) => [userId as string, new NaiveUser()]));
        const note = (change: (user: NaiveUser, userId: string) => void) => {
          for (const [userId, naive] of users) {
            const { seen, rooms } = naive;
            change(naive, userId);
            const changed = !isSameSight(seen, naive.seen);
            const line = lineOf(naive.view(userId, clock.now()));
            if (changed) expected.push(line);
            for (const room of ROOMS) {
              const [was, is] = [rooms.includes(room), naive.rooms.includes(room)];
              const kind = was === is ? is && changed && 'update' : is ? 'join' : 'leave';
              if (kind) expected.push(`${room} ${kind} ${line}`);
            }
          }
        };
        const compare = async () => {
          const now = clock.now();
          const views = [...users].map(([userId, naive]) => naive.view(userId, now));
          expect(await presences.get('p', USERS)).toEqual(views);
          for (const room of ROOMS) {
            const members = views.filter(({ userId }) => users.get(userId)?.rooms.includes(room));
            const read = await presences.getRoom('p', room);
            expect(read).toMatchObject({ roomId: room, count: members.length, complete: true });
            expect(read.members.toSorted(byUser)).toEqual(members);
          }
          await vi.waitFor(
            () => {
              // Of things that happen at once the order is the driver's own.
              expect(published.toSorted()).toEqual(expected.toSorted());
              for (const [room, count] of counts) {
                expect(count).toBe([...users.values()].filter(({ rooms }) => rooms.includes(room)).length);
              }
            },
            { timeout: HINT_MS },
          );
        };
        try {
          for (const todo of steps) {
            if (todo.do === 'wait') {
              const until = clock.now() + todo.ms;
              for (const at of pointsBetween(clock.now(), until)) {
                await advance(at - clock.now());
                note((naive) => naive.look(at));
              }
            } else {
              if (todo.do === 'hold') await presences.hold('p', todo.user, todo.lease);
              else if (todo.do === 'release') await presences.release('p', todo.user, todo.leaseId);
              else if (todo.do === 'set') await presences.set('p', todo.user, changeOf(todo, clock.now()));
              note((naive, userId) => todo.do !== 'nothing' && userId === todo.user && naive.do(todo, clock.now()));
            }
            await compare();
          }
        } finally {
          await close();
        }

        /** The times at which something runs out for the naive users, and the end. */
        function pointsBetween(from: number, until: number): number[] {
          const times = [...users.values()].flatMap(({ leases, grace, hand, customStatus }) => [
            ...[...leases.values()].map((held) => held.until),
            ...[grace.until, hand, customStatus?.expiresAt ? Date.parse(customStatus.expiresAt) : 0],
          ]);
          const within = times.filter((at) => at > from && at < until);
          return [...new Set([...within, until])].sort((a, b) => a - b);
        }
      }),
      { numRuns: runs },
    );
  });
}

const changeOf = ({ change, customStatus, endsInMs }: Extract<Change, { do: 'set' }>, now: number): PresenceChange => ({
  ...change,
  ...(customStatus === undefined ? {} : { customStatus: toCustomStatus(customStatus, now + endsInMs) }),
});

const byUser = (a: Presence, b: Presence) => (a.userId < b.userId ? -1 : 1);

const lineOf = ({ userId, status, lastSeenAt, customStatus, activity }: Presence): string =>
  `${userId} ${status} ${lastSeenAt} ${customStatus?.text} ${activity?.text}`;
