import { ApiError } from '../api-error.js';
import { callerName } from '../caller.js';
import type { Ctx } from '../context.js';
import { sha256 } from '../crypto.js';
import type { Services } from '../services.js';
import type { ReadDb, Tx } from '../storage/storage.js';

export const IDEMPOTENCY_MS = 24 * 3600 * 1000;
const KEY_PATTERN = /^[\x21-\x7e]{1,255}$/;

/** A first answer was there already, or came while this call ran. */
class Replay extends Error {
  override readonly name = 'Replay';
  readonly response: string;

  constructor(response: string) {
    super('answered before');
    this.response = response;
  }
}

export interface KeyedCall {
  key: string;
  /** Method, path and body as they came; asked for before the call writes, when it has read its body. */
  request: () => Promise<string>;
}

/** Runs keyed calls once: the answer is stored in the transaction that it reports, so that no crash can part them. */
export function createIdempotency({ storage, clock }: Pick<Services, 'storage' | 'clock'>) {
  const running = new Set<string>();

  /**
   * Runs `call`, or answers what it answered first. Throws `idempotency_mismatch` when the key came with another
   * request, `idempotency_in_progress` while the first call runs in this process.
   */
  return async function once<T>(
    ctx: Ctx,
    { key, request }: KeyedCall,
    call: (ctx: Ctx) => Promise<T>,
  ): Promise<{ answer: T; replayed: boolean }> {
    if (!KEY_PATTERN.test(key)) {
      throw new ApiError('invalid_request', 'Idempotency-Key must be 1–255 visible ASCII characters.', {
        param: 'Idempotency-Key',
      });
    }
    const row = { projectId: ctx.projectId, caller: callerName(ctx.caller), key };
    const name = JSON.stringify([row.projectId, row.caller, key]);
    if (running.has(name)) {
      throw new ApiError('idempotency_in_progress', 'Wait for the first call with this key to end.', {
        retryAfterSeconds: 1,
      });
    }
    running.add(name);
    try {
      const hash = async () => sha256(await request());
      const oldest = clock.now() - IDEMPOTENCY_MS;
      const known = await find(storage.db, row, oldest);
      if (known) return { answer: replay<T>(known, await hash()), replayed: true };
      const answer = await call({
        ...ctx,
        write: async (work) => {
          const requestHash = await hash();
          return ctx.write(async (tx) => {
            await claim(tx.db, row, requestHash, oldest, clock.now());
            const result = await work(tx);
            await tx.db
              .updateTable('idempotencyKey')
              .set({ response: JSON.stringify(result) })
              .where('projectId', '=', row.projectId)
              .where('caller', '=', row.caller)
              .where('key', '=', key)
              .execute();
            return result;
          });
        },
      });
      return { answer, replayed: false };
    } catch (error) {
      if (error instanceof Replay) return { answer: JSON.parse(error.response) as T, replayed: true };
      throw error;
    } finally {
      running.delete(name);
    }
  };
}

type KeyRow = { projectId: string; caller: string; key: string };

function find(db: ReadDb, { projectId, caller, key }: KeyRow, oldest: number) {
  return db
    .selectFrom('idempotencyKey')
    .select(['requestHash', 'response'])
    .where('projectId', '=', projectId)
    .where('caller', '=', caller)
    .where('key', '=', key)
    .where('createdAt', '>', oldest)
    .executeTakeFirst();
}

/** Takes the key inside the transaction; another process that took it first is waited for by the database. */
async function claim(tx: Tx, row: KeyRow, requestHash: string, oldest: number, now: number): Promise<void> {
  const taken = await tx
    .insertInto('idempotencyKey')
    .values({ ...row, requestHash, response: '', createdAt: now })
    .onConflict((conflict) =>
      conflict
        .columns(['projectId', 'caller', 'key'])
        .doUpdateSet({ requestHash, response: '', createdAt: now })
        .where('idempotencyKey.createdAt', '<=', oldest),
    )
    .returning('key')
    .executeTakeFirst();
  if (taken) return;
  const known = await find(tx, row, oldest);
  if (!known) throw new ApiError('idempotency_in_progress', 'Wait for the first call with this key to end.');
  replay(known, requestHash);
  throw new Replay(known.response);
}

function replay<T>({ requestHash, response }: { requestHash: string; response: string }, wanted: string): T {
  if (requestHash !== wanted) {
    throw new ApiError('idempotency_mismatch', 'This key was used with another path or body; use a new key.', {
      param: 'Idempotency-Key',
    });
  }
  return JSON.parse(response) as T;
}
