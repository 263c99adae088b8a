import type { Operation } from '@pulse-io/protocol';
import type { ROUTE_SCHEMAS } from '@pulse-io/protocol/schemas';
import type { z } from 'zod';
import type { Ctx } from '../context.js';

type Schemas = typeof ROUTE_SCHEMAS;
type Part<Op extends Operation, Name extends string> = Schemas[Op] extends {
  [K in Name]: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : undefined;

/** A request as its schemas made it. */
export interface Input<Op extends Operation> {
  params: Part<Op, 'params'>;
  query: Part<Op, 'query'>;
  body: Part<Op, 'body'>;
}

export type Answer<Op extends Operation> = z.output<Schemas[Op]['response']>;
export type Handler<Op extends Operation> = (ctx: Ctx, input: Input<Op>) => Promise<Answer<Op>>;
export type Handlers = { [Op in Operation]: Handler<Op> };
