import type { Upload } from '@pulse-io/protocol';
import type { UploadConfig } from './upload-config.js';

/** An upload before its address: where the server is seen may change, so it is not stored. */
export interface UploadDraft {
  id: string;
  name: string;
  mimeType: string;
  size: number;
  width: number | null;
  height: number | null;
}

/** Completes an upload with its address, under `publicUrl` or else where the request came to. */
export function finishUpload({ publicUrl }: UploadConfig, draft: UploadDraft, origin: string): Upload {
  const { id, name, mimeType, size, width, height } = draft;
  const url = `${publicUrl ?? origin}/v1/uploads/${id}/${encodeURIComponent(name)}`;
  return { id, url, name, mimeType, size, ...(width && height ? { width, height } : {}) };
}
