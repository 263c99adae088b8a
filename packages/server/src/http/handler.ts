import type { AnswerOf, CheckedRequest, Operation } from '@pulse-io/protocol';
import type { Ctx } from '../context.js';

/** Answers an operation: calls its verb with the parts of the request. */
export type Handler<Op extends Operation> = (ctx: Ctx, request: CheckedRequest<Op>) => Promise<AnswerOf<Op>>;
export type Handlers = { [Op in Operation]: Handler<Op> };
