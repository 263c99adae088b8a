import { type Expression, sql } from 'kysely';
import type { ReadDb, Tx } from '../storage/storage.js';
import type { TokenClaims } from './token-service.js';

const later = (a: Expression<number>, b: Expression<number>) =>
  sql<number>`case when ${a} > ${b} then ${a} else ${b} end`;
const ofToken = (tokenId: string) => `token:${tokenId}`;
const ofUser = (identity: string) => `user:${identity}`;

export async function isRevoked(db: ReadDb, { projectId, tokenId, identity, issuedAt }: TokenClaims): Promise<boolean> {
  const rows = await db
    .selectFrom('revocation')
    .select(['subject', 'before'])
    .where('projectId', '=', projectId)
    .where('subject', 'in', [ofToken(tokenId), ofUser(identity)])
    .execute();
  return rows.some(({ subject, before }) => subject === ofToken(tokenId) || issuedAt <= before);
}

export type NewRevocation = { projectId: string; before: number; expiresAt: number } & (
  | { tokenId: string }
  | { identity: string }
);

export async function insertRevocation(tx: Tx, revocation: NewRevocation): Promise<void> {
  const { projectId, before, expiresAt } = revocation;
  const subject = 'tokenId' in revocation ? ofToken(revocation.tokenId) : ofUser(revocation.identity);
  await tx
    .insertInto('revocation')
    .values({ projectId, subject, before, expiresAt })
    .onConflict((conflict) =>
      conflict.columns(['projectId', 'subject']).doUpdateSet((eb) => ({
        // Clocks of two processes may differ: a revocation never takes back what an earlier one covers.
        before: later(eb.ref('revocation.before'), eb.ref('excluded.before')),
        expiresAt: later(eb.ref('revocation.expiresAt'), eb.ref('excluded.expiresAt')),
      })),
    )
    .execute();
}
