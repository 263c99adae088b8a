import type { AnswerOf, CheckedRequest, Operation } from '@pulse-io/protocol';
import type { Ctx } from '../context.js';
import type { TokenDraft } from '../tokens/token-draft.js';
import type { UploadDraft } from '../uploads/upload-draft.js';

/** What some handlers answer instead of the answer itself: what may be stored under an idempotency key. */
interface Drafts {
  createToken: TokenDraft;
  createDevToken: TokenDraft;
  createUpload: UploadDraft;
}

export type Result<Op extends Operation> = Op extends keyof Drafts ? Drafts[Op] : AnswerOf<Op>;

/** Answers an operation: calls its verb with the parts of the request. */
export type Handler<Op extends Operation> = (ctx: Ctx, checked: CheckedRequest<Op>) => Promise<Result<Op>>;
/** The request as it came is for those few whose answer depends on its headers. */
export type Handlers = {
  [Op in Operation]: (...parts: [...Parameters<Handler<Op>>, request: Request]) => Promise<Result<Op>>;
};

/** Makes the answer of what a handler, or a stored first call, has answered. */
export type Finisher<Op extends Operation> = (ctx: Ctx, result: Result<Op>, request: Request) => Promise<AnswerOf<Op>>;
export type Finishers = { [Op in Operation]: Finisher<Op> };
