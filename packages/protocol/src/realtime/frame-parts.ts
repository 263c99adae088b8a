import { z } from 'zod';
import { reactionKind } from '../chat/message-schema.js';

/** What frames of both directions are made of. */
export const id = z.int().min(0);
export const ch = z.string().min(1).max(256);
export const offset = z.int().min(0);
export const nothing = z.strictObject({});
export const roomSignal = z.enum(['typing_started', 'typing_stopped']);
export const reactionSent = { ch, type: z.literal('reaction_sent'), data: z.strictObject({ kind: reactionKind }) };
