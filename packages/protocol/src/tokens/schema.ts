import { z } from 'zod';
import { SERVER_LIMITS } from '../limits.js';
import { identity, roomId, timestamp } from '../schema.js';

export const permissionsSchema = z
  .strictObject({
    canPublish: z.boolean().optional(),
    canSubscribe: z.boolean().optional(),
    canPublishData: z.boolean().optional(),
    canPublishSources: z
      .array(z.enum(['camera', 'microphone', 'screen_share', 'screen_share_audio']))
      .max(4)
      .optional(),
    canUpdateOwnMetadata: z.boolean().optional(),
    hidden: z.boolean().optional(),
    recorder: z.boolean().optional(),
    roomAdmin: z.boolean().optional(),
  })
  .meta({ id: 'Permissions', description: "What the user may do in its room: LiveKit's video grant." });

export const roleSchema = z.enum(['user', 'moderator', 'admin']);
export const regionSchema = z.string().regex(/^[a-z][a-z0-9-]{1,31}$/, 'must be a region such as us-east');
const token = z.string().min(1).max(SERVER_LIMITS.tokenChars);

export const createTokenSchema = z
  .strictObject({
    identity,
    roomName: roomId.optional(),
    permissions: permissionsSchema.optional(),
    ttlSeconds: z
      .number()
      .int()
      .min(SERVER_LIMITS.tokenTtlSeconds.min)
      .max(SERVER_LIMITS.tokenTtlSeconds.max)
      .default(SERVER_LIMITS.tokenTtlSeconds.default),
    name: z.string().min(1).max(256).optional(),
    metadata: z.string().max(4096).optional(),
    attributes: z.record(z.string().min(1).max(128), z.string().max(1024)).optional(),
    role: roleSchema.default('user'),
    region: regionSchema.optional(),
  })
  .meta({ id: 'NewToken' });

export const userTokenSchema = z
  .strictObject({
    token: z.string().meta({ description: 'A JWT, signed with HS256.' }),
    identity,
    roomName: z.string().nullable(),
    expiresAt: timestamp,
    url: z.string().nullable().meta({ description: "The LiveKit server's address; null where none is configured." }),
    region: z.string().nullable(),
  })
  .meta({ id: 'UserToken' });

export const invalidTokenReason = z.enum([
  'malformed',
  'signature',
  'expired',
  'not_yet_valid',
  'revoked',
  'issuer',
  'project',
]);

export const tokenBody = z.strictObject({ token });
export const validationSchema = z
  .strictObject({
    valid: z.boolean(),
    identity: z.string().nullable(),
    permissions: permissionsSchema.nullable(),
    expiresAt: timestamp.nullable(),
    reason: invalidTokenReason.optional(),
  })
  .meta({ id: 'TokenValidation' });
export const edgeValidationSchema = validationSchema
  .extend({ cached: z.boolean() })
  .meta({ id: 'EdgeTokenValidation' });

export const cacheStatsSchema = z.strictObject({
  driver: z.enum(['memory']),
  size: z.int(),
  maxSize: z.int(),
  ttlSeconds: z.int(),
  hits: z.int(),
  misses: z.int(),
});
export const invalidateCacheBody = z.strictObject({ token: token.optional() });
export const invalidatedSchema = z.strictObject({ invalidated: z.int() });

export const revokeTokenBody = z.union([z.strictObject({ token }), z.strictObject({ identity })]);
export const revokedSchema = z.strictObject({
  identity,
  before: timestamp.nullable().meta({ description: 'Tokens issued up to then are void; null for a single token.' }),
});

export type Permissions = z.infer<typeof permissionsSchema>;
export type Role = z.infer<typeof roleSchema>;
export type NewToken = z.input<typeof createTokenSchema>;
export type UserToken = z.infer<typeof userTokenSchema>;
export type TokenValidation = z.infer<typeof validationSchema>;
export type EdgeTokenValidation = z.infer<typeof edgeValidationSchema>;
export type InvalidTokenReason = z.infer<typeof invalidTokenReason>;
export type TokenCacheStats = z.infer<typeof cacheStatsSchema>;
export type RevokeToken = z.infer<typeof revokeTokenBody>;
export type RevokedToken = z.infer<typeof revokedSchema>;
