/** What a case speaks of; the first part of its name, with a dash for the space. */
export const AREAS = [
  'errors',
  'auth',
  'tokens',
  'idempotency',
  'pages',
  'feeds',
  'chat',
  'read state',
  'search',
  'presence',
  'rooms',
  'uploads',
  'realtime',
  'recovery',
] as const;

export type Area = (typeof AREAS)[number];

export const areaSlug = (area: Area): string => area.replaceAll(' ', '-');
