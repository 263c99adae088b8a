import type { Storage } from './storage.js';

/** A setting of the whole database, made on first use; processes that start together agree on one. */
export function readOrCreateSetting(storage: Storage, name: string, create: () => string): Promise<string> {
  return storage.transaction(async (tx) => {
    await tx
      .insertInto('setting')
      .values({ name, value: create() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const row = await tx.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirstOrThrow();
    return row.value;
  });
}
