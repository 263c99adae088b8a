import { z } from 'zod';
import { timestamp } from '../schema.js';

export const healthSchema = z.strictObject({ status: z.literal('ok'), time: timestamp });
export const openApiSchema = z.looseObject({ openapi: z.string() });

export type Health = z.infer<typeof healthSchema>;
