import { utf8Length } from '../../realtime/utf8.js';

/** Bytes of a value as JSON in UTF-8. */
export const jsonBytes = (value: unknown): number => utf8Length(JSON.stringify(value));
