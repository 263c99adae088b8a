import { MEDIA_TYPES } from './media-types.js';
import type { UploadRow } from './upload-store.js';

/** Headers under which a file from anybody can do no harm: it is never run, and shown only as picture, sound or film. */
export function fileHeaders({ id, name, mimeType }: Pick<UploadRow, 'id' | 'name' | 'mimeType'>): Headers {
  const rule = MEDIA_TYPES[mimeType];
  return new Headers({
    'content-type': rule?.text ? `${mimeType}; charset=utf-8` : mimeType,
    'content-disposition': `${rule?.inline ? 'inline' : 'attachment'}; ${fileName(name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=31536000, immutable',
    'accept-ranges': 'bytes',
    etag: `"${id}"`,
  });
}

/** RFC 6266 with the name once in ASCII and once in full (RFC 8187). */
function fileName(name: string): string {
  const ascii = name.replaceAll(/[^ -~]|["%\\]/g, '_');
  const full = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${ascii}"; filename*=UTF-8''${full}`;
}
