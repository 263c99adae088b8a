import { TIMING, WATCH_CHANNEL } from '@pulse-io/protocol';
import { expect, test } from 'vitest';
import { createContext } from '../context.js';
import { createTestGateway, PROJECT } from '../realtime/gateway.test-kit.js';
import type { Services } from '../services.js';
import type { ReadDb, Storage } from '../storage/storage.js';
import { presenceHandlers } from './routes.js';

/** A storage that can be made to fail whatever is asked of it, and counts that. */
function createTrap() {
  const trap = { armed: false, uses: 0 };
  const use = () => {
    if (!trap.armed) return;
    trap.uses++;
    throw new Error('The storage was used.');
  };
  const guard = (inner: Storage): Partial<Storage> => ({
    db: new Proxy<ReadDb>(inner.db, {
      get(target, key) {
        use();
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }),
    async transaction(work) {
      use();
      return inner.transaction(work);
    },
  });
  return { trap, guard };
}

test('once a socket has connected, nothing that presence does touches the storage', async () => {
  const { trap, guard } = createTrap();
  let storage: Storage | null = null;
  const t = await createTestGateway({
    storage: (inner) => {
      const guarded = guard(inner);
      storage = { ...inner, ...guarded };
      return guarded;
    },
  });
  const [alice, bob] = [await t.user('alice'), await t.user('bob')];
  for (const client of [alice, bob]) await client.call({ sub: { ch: 'room:lobby', presence: true } });
  trap.armed = true;

  await bob.call({ watch: { users: ['alice', 'carol'] } });
  const say = (ch: string, type: string) => alice.call({ signal: { ch, type, data: {} } });
  expect(await say('room:lobby', 'typing_started')).toMatchObject({ ok: {} });
  expect(await say(WATCH_CHANNEL, 'away')).toMatchObject({ ok: {} });
  expect(await say(WATCH_CHANNEL, 'active')).toMatchObject({ ok: {} });
  await t.clock.advance(TIMING.pingMs);
  for (const client of [alice, bob]) client.pong();

  const services = { storage, bus: t.bus, clock: t.clock, presences: t.presences, logger: console };
  const ctx = createContext(services as unknown as Services, PROJECT, { kind: 'server' });
  const nothing = { params: undefined, query: undefined, body: undefined };
  const userId = 'carol';
  const customStatus = { text: 'Lunch', emoji: null, expiresAt: null };
  const h = presenceHandlers;
  await h.setOnline(ctx, { ...nothing, body: { userId, status: 'busy', customStatus } });
  await h.setActivity(ctx, { ...nothing, body: { userId, activity: { type: 'playing', text: 'Chess' } } });
  await h.setTyping(ctx, { ...nothing, body: { userId, roomId: 'lobby', typing: true } });
  await h.getPresence(ctx, { ...nothing, params: { userId } });
  await h.getPresenceBulk(ctx, { ...nothing, query: { ids: [userId] } });
  await h.postPresenceBulk(ctx, { ...nothing, body: { ids: [userId] } });
  expect(await h.getRoomPresence(ctx, { ...nothing, params: { roomId: 'lobby' } })).toMatchObject({ count: 2 });
  await h.setOffline(ctx, { ...nothing, body: { userId } });
  await t.clock.advance(100);
  await bob.call({ unsub: { ch: 'room:lobby' } });
  alice.peer.closed();
  await t.clock.advance(100);

  expect(bob.diffs.filter(({ ch }) => ch === WATCH_CHANNEL)).not.toEqual([]);
  expect(bob.ephemerals.map(({ user }) => user)).toEqual(['alice', 'carol']);
  expect(trap.uses).toBe(0);
  trap.armed = false;
  await t.close();
});
