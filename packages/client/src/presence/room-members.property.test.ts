import type { Presence, PresenceDiff, SubscribeOk } from '@pulse-io/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RoomMembers } from './room-members.js';

const LARGE = 5;
const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('move' as const), name }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('update' as const), name }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('reconnect' as const), unheard: fc.array(name), fit: fc.nat(4) }),
  },
);

/** A server of one room, written down without regard to how the client keeps it. */
class RoomServer {
  readonly #told: (heard: SubscribeOk | PresenceDiff) => void;
  readonly #there = new Map<string, number>();
  #counts = false;

  constructor(told: (heard: SubscribeOk | PresenceDiff) => void) {
    this.#told = told;
  }

  get isLarge(): boolean {
    return this.#counts;
  }

  get presences(): Presence[] {
    return [...this.#there].map(([userId, version]) => ({
      ...{ userId, status: 'online', lastSeenAt: null, customStatus: null },
      activity: { type: 'at', text: String(version) },
    }));
  }

  toggle(userId: string): void {
    const leaving = this.#of(userId);
    if (this.#there.delete(userId)) this.#diff({ leave: leaving });
    else {
      this.#there.set(userId, 0);
      this.#diff({ join: this.#of(userId) });
    }
  }

  update(userId: string): void {
    const version = this.#there.get(userId);
    if (version === undefined) return;
    this.#there.set(userId, version + 1);
    this.#diff({ update: this.#of(userId) });
  }

  /** While nobody hears. */
  move(userId: string): void {
    if (!this.#there.delete(userId)) this.#there.set(userId, 0);
  }

  answer(fit: number): void {
    this.#counts = this.#there.size > LARGE;
    const all = this.#counts ? this.presences.slice(0, 2) : this.presences;
    const [presence, rest] = [all.slice(0, fit), all.slice(fit)];
    const more = rest.length > 0 ? { rest: rest.length } : {};
    const count = this.#counts ? { count: this.#there.size } : {};
    this.#told({ epoch: 'e', offset: 0, recovered: true, events: [], presence, ...more, ...count });
    for (const one of rest) this.#told({ ...EMPTY, update: [one], rest: true });
  }

  #of = (id: string) => this.presences.filter(({ userId }) => userId === id);

  #diff(diff: Partial<PresenceDiff>): void {
    this.#counts ||= this.#there.size > LARGE;
    this.#told({ ...EMPTY, ...(this.#counts ? { count: this.#there.size } : diff) });
  }
}

const EMPTY = { ch: 'room:r', ver: 1, join: [], leave: [], update: [] };

it('keeps what the server has, and each who came or left is raised once', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.nat(4), (steps, fit) => {
      const raised = new Set<string>();
      let shown = { count: 0, complete: false, members: [] as Presence[] };
      /** What was raised, with the first list, is the list; of a large room nothing is raised. */
      let listed = false;
      const members = new RoomMembers('r', (room, moves) => {
        shown = room;
        for (const [kind, userId] of moves) {
          expect(raised.has(userId)).toBe(kind === 'room_left');
          if (kind === 'room_left') raised.delete(userId);
          else raised.add(userId);
        }
      });
      const server = new RoomServer((heard) => members.take(heard));
      const check = () => {
        expect(shown).toMatchObject({ count: server.presences.length, complete: !server.isLarge });
        if (server.isLarge) {
          listed = false;
          return;
        }
        if (!listed) {
          raised.clear();
          for (const { userId } of shown.members) raised.add(userId);
          listed = true;
        }
        const byId = (a: Presence, b: Presence) => a.userId.localeCompare(b.userId);
        expect(shown.members.toSorted(byId)).toEqual(server.presences.toSorted(byId));
        expect([...raised].sort()).toEqual(server.presences.map(({ userId }) => userId).sort());
      };
      server.answer(fit);
      check();
      for (const each of steps) {
        if (each.do === 'move') server.toggle(each.name);
        else if (each.do === 'update') server.update(each.name);
        else {
          for (const id of each.unheard) server.move(id);
          server.answer(each.fit);
        }
        check();
      }
    }),
  );
});
