import { notFound } from '../api-error.js';
import type { Ctx } from '../context.js';
import { fileHeaders } from './file-headers.js';
import { readRange } from './read-range.js';
import { findUpload } from './upload-store.js';

/**
 * Answers a file, or the range of it that is asked for: 200, 206, 304 when the caller has it, or 416. Rejects with
 * `not_found`.
 */
export async function getUpload(ctx: Ctx, id: string, name: string, request: Request): Promise<Response> {
  const { uploads, logger } = ctx.services;
  const row = await findUpload(ctx.db, id);
  if (!row || row.name !== name) throw notFound('This file');
  const headers = fileHeaders(row);
  const etag = headers.get('etag') ?? '';
  if (isMatch(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers });

  const condition = request.headers.get('if-range');
  const asked = condition === null || condition === etag ? request.headers.get('range') : null;
  const range = request.method === 'GET' ? readRange(asked, row.size) : null;
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${row.size}` } });
  }
  headers.set('content-length', String(range ? range.end - range.start + 1 : row.size));
  if (range) headers.set('content-range', `bytes ${range.start}-${range.end}/${row.size}`);
  if (request.method === 'HEAD') return new Response(null, { headers });

  const body = await uploads.store.get(id, range ?? undefined);
  if (body) return new Response(body, { status: range ? 206 : 200, headers });
  logger.error('the bytes of an upload are missing', { upload: id.slice(0, 26) });
  throw notFound('This file');
}

const isMatch = (field: string | null, etag: string): boolean =>
  field?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) ?? false;
