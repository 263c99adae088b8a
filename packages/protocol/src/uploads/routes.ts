import type { RouteLine } from '../route.js';

export const uploadRoutes = {
  createUpload: 'POST keyed /v1/uploads',
  getUpload: 'GET anyone /v1/uploads/:uploadId/:name',
  removeUpload: 'DELETE keyed /v1/uploads/:uploadId',
} as const satisfies Record<string, RouteLine>;
