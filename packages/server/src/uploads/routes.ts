import type { Finishers, Handlers } from '../http/handler.js';
import { createUpload } from './create-upload.js';
import { getUpload } from './get-upload.js';
import { removeUpload } from './remove-upload.js';
import { finishUpload } from './upload-draft.js';

export const uploadHandlers = {
  createUpload: (ctx, { query, body }) => createUpload(ctx, query, body),
  getUpload: (ctx, { params }, request) => getUpload(ctx, params.uploadId, params.name, request),
  removeUpload: (ctx, { params }) => removeUpload(ctx, params.uploadId),
} satisfies Partial<Handlers>;

export const uploadFinishers = {
  createUpload: async ({ services }, draft, request) =>
    finishUpload(services.uploads, draft, new URL(request.url).origin),
} satisfies Partial<Finishers>;
