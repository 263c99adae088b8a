import { z } from 'zod';
import { LIMITS, SERVER_LIMITS } from '../limits.js';
import { identity } from '../schema.js';
import { ch, id, nothing, offset, reactionSent, roomSignal } from './frame-parts.js';
import type { ClientFrame } from './frames.js';

const signalType = z.enum([...roomSignal.options, 'away', 'active']);

/** Every frame that a client may send. */
export const clientFrameSchema = z.union([
  z.strictObject({
    id,
    connect: z.strictObject({
      key: z.string().regex(/^[\x21-\x7e]{1,256}$/, 'must be 1–256 visible ASCII characters'),
      token: z.string().min(1).max(SERVER_LIMITS.tokenChars).exactOptional(),
      secret: z.string().min(1).max(256).exactOptional(),
      sdk: z.string().max(64).exactOptional(),
      idle: z.boolean().exactOptional(),
    }),
  }),
  z.strictObject({ id, refresh: z.strictObject({ token: z.string().min(1).max(SERVER_LIMITS.tokenChars) }) }),
  z.strictObject({
    id,
    sub: z.strictObject({
      ch,
      recover: z.strictObject({ epoch: z.string().min(1).max(64), offset }).exactOptional(),
      presence: z.boolean().exactOptional(),
    }),
  }),
  z.strictObject({ id, unsub: z.strictObject({ ch }) }),
  z.strictObject({ id, watch: z.strictObject({ users: z.array(identity).max(LIMITS.bulkUsers) }) }),
  z.strictObject({
    id,
    signal: z.discriminatedUnion('type', [
      z.strictObject({ ch, type: signalType, data: nothing }),
      z.strictObject(reactionSent),
    ]),
  }),
  z.strictObject({ pong: nothing }),
]) satisfies z.ZodType<ClientFrame>;
