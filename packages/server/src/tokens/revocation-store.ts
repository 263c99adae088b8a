import { type Expression, sql } from 'kysely';
import type { ReadDb, Tx } from '../storage/storage.js';
import type { TokenClaims } from './token-service.js';

const later = (a: Expression<number>, b: Expression<number>) =>
  sql<number>`case when ${a} > ${b} then ${a} else ${b} end`;
const ofToken = (tokenId: string) => `token:${tokenId}`;
const ofUser = (identity: string) => `user:${identity}`;

/** Grants of one statement. */
const GRANTS = 250;

type Grant = Pick<TokenClaims, 'tokenId' | 'identity' | 'issuedAt'>;

/** Those of a project's grants that were revoked. */
export async function filterRevoked<T extends Grant>(
  db: ReadDb,
  projectId: string,
  grants: readonly T[],
): Promise<T[]> {
  const revoked: T[] = [];
  for (let at = 0; at < grants.length; at += GRANTS) {
    const some = grants.slice(at, at + GRANTS);
    const subjects = some.flatMap(({ tokenId, identity }) => [ofToken(tokenId), ofUser(identity)]);
    const rows = await db
      .selectFrom('revocation')
      .select(['subject', 'before'])
      .where('projectId', '=', projectId)
      .where('subject', 'in', [...new Set(subjects)])
      .execute();
    const before = new Map(rows.map((row) => [row.subject, row.before]));
    revoked.push(
      ...some.filter(
        ({ tokenId, identity, issuedAt }) =>
          before.has(ofToken(tokenId)) || issuedAt <= (before.get(ofUser(identity)) ?? Number.NEGATIVE_INFINITY),
      ),
    );
  }
  return revoked;
}

export async function isRevoked(db: ReadDb, claims: TokenClaims): Promise<boolean> {
  return (await filterRevoked(db, claims.projectId, [claims])).length > 0;
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
