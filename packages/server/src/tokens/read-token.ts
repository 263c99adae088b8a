import { type InvalidTokenReason, SERVER_LIMITS } from '@pulse-io/protocol';
import { identity as identitySchema, roomId } from '@pulse-io/protocol/schemas';
import { decodeJwt, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { secretBytes } from '../crypto.js';
import { mediaRoomName } from './sign-token.js';
import type { SigningKey } from './token-config.js';
import type { TokenClaims } from './token-service.js';

/** How far the clocks of two servers may stand apart. */
export const TOLERANCE_MS = 5_000;

/** The end of what a Date can say. */
const LAST_SECOND = 8.64e12;

const grants = z.object({
  canPublish: z.boolean().optional(),
  canSubscribe: z.boolean().optional(),
  canPublishData: z.boolean().optional(),
  canPublishSources: z.array(z.enum(['camera', 'microphone', 'screen_share', 'screen_share_audio'])).optional(),
  canUpdateOwnMetadata: z.boolean().optional(),
  hidden: z.boolean().optional(),
  recorder: z.boolean().optional(),
  roomAdmin: z.boolean().optional(),
});

const payloadSchema = z.object({
  iss: z.string(),
  sub: identitySchema,
  jti: z.string().min(1).max(128),
  exp: z.int().max(LAST_SECOND),
  video: grants.extend({ room: z.string().optional() }),
  pulse: z.object({
    project: z.string(),
    issuedAt: z.int(),
    role: z.enum(['user', 'moderator', 'admin']),
    room: roomId.optional(),
  }),
});

type Unreadable = Exclude<InvalidTokenReason, 'revoked'>;

export type Reading = { ok: true; claims: TokenClaims } | { ok: false; reason: Unreadable };

const fail = (reason: Unreadable): Reading => ({ ok: false, reason });

/** Checks form, issuer, signature and times; the key is chosen by `iss` and the algorithm is HS256 whatever the header says. */
export async function readToken(token: string, keys: readonly SigningKey[], now: number): Promise<Reading> {
  let issuer: string | undefined;
  try {
    issuer = decodeJwt(token).iss;
  } catch {
    return fail('malformed');
  }
  const key = keys.find(({ id }) => id === issuer);
  if (!key) return fail('issuer');
  try {
    const { payload } = await jwtVerify(token, secretBytes(key.secret), {
      algorithms: ['HS256'],
      clockTolerance: TOLERANCE_MS / 1000,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'sub', 'jti'],
    });
    const parsed = payloadSchema.safeParse(payload);
    if (!parsed.success) return fail('malformed');
    const { sub, jti, exp, video, pulse } = parsed.data;
    const { room, ...permissions } = video;
    // Revocations are kept for as long as a token can live: one that lives longer would outlive its own.
    if (exp * 1000 - pulse.issuedAt > SERVER_LIMITS.tokenTtlSeconds.max * 1000) return fail('malformed');
    if (pulse.room !== undefined && room !== mediaRoomName(pulse.project, pulse.room)) return fail('malformed');
    return {
      ok: true,
      claims: {
        tokenId: jti,
        projectId: pulse.project,
        identity: sub,
        role: pulse.role,
        roomName: pulse.room ?? null,
        permissions,
        issuedAt: pulse.issuedAt,
        expiresAt: exp * 1000,
      },
    };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return fail('expired');
    if (error instanceof errors.JWTClaimValidationFailed)
      return fail(error.claim === 'nbf' ? 'not_yet_valid' : 'malformed');
    if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JOSEAlgNotAllowed)
      return fail('signature');
    if (error instanceof errors.JOSEError) return fail('malformed');
    throw error;
  }
}
