import type { RemovedUpload } from '@pulse-io/protocol';
import { notFound } from '../api-error.js';
import type { Ctx } from '../context.js';
import { removeBlob } from './remove-blob.js';
import { deleteUpload } from './upload-store.js';

/** Deletes an upload of the caller: its row first, so that nobody is led to bytes that are gone. Rejects with `not_found`. */
export async function removeUpload(ctx: Ctx, id: string): Promise<RemovedUpload> {
  const userId = ctx.caller.kind === 'user' ? ctx.caller.identity : null;
  const removed = await ctx.write(async ({ db }) => {
    if (!(await deleteUpload(db, ctx.projectId, id, userId))) throw notFound('This upload');
    return { id, removed: true as const };
  });
  await removeBlob(ctx.services, id);
  return removed;
}
