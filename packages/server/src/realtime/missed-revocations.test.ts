import { CLOSE } from '@pulse-io/protocol';
import { expect, test } from 'vitest';
import { insertRevocation } from '../tokens/revocation-store.js';
import { createTestGateway, PROJECT } from './gateway.test-kit.js';

test('a revocation whose hint was lost ends its sockets when the bus tells of it, also if the storage fails first', async () => {
  let failing = false;
  const kit = await createTestGateway({
    storage: (inner) => ({
      ...inner,
      db: new Proxy(inner.db, {
        get(db, name) {
          if (failing) throw new Error('The storage is away.');
          const value: unknown = Reflect.get(db, name, db);
          return typeof value === 'function' ? value.bind(db) : value;
        },
      }),
    }),
  });
  const { user, server, storage, clock, tellLost, logged } = kit;
  const [byToken, byUser] = [await user('alice', { tokenId: 'bad' }), await user('mallory')];
  const [good, backend] = [await user('alice', { tokenId: 'good' }), await server()];
  const revocation = { projectId: PROJECT, before: clock.now(), expiresAt: clock.now() + 3_600_000 };
  await storage.transaction(async (tx) => {
    await insertRevocation(tx, { ...revocation, tokenId: 'bad' });
    await insertRevocation(tx, { ...revocation, identity: 'mallory' });
    await insertRevocation(tx, { ...revocation, projectId: 'project-2', tokenId: 'good' });
  });
  await clock.advance(1);
  const newer = await user('mallory', { tokenId: 'newer' });

  failing = true;
  tellLost();
  await clock.advance(1);
  expect(logged).toContain('revocations could not be read');
  expect(byToken.closed).toBeNull();
  failing = false;
  await clock.advance(5_000);
  for (const { closed } of [byToken, byUser]) {
    expect(closed).toMatchObject({ code: CLOSE.token, reason: expect.stringMatching('^token_revoked') });
  }
  for (const { closed } of [good, newer, backend]) expect(closed).toBeNull();
  await kit.close();
});
