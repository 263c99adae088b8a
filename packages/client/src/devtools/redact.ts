/** A JWT, whole or cut off in its signature, and a project's key or secret. */
const CREDENTIALS = /\be[wy][\w-]{8,}\.[\w-]+(?:\.[\w-]*)?|pulse_(?:key|secret)_[\w-]+/g;

/** A copy by JSON, in which no text holds a credential: a server or a proxy may have quoted one. */
export const redact = <T>(value: T): T => JSON.parse(JSON.stringify(value).replace(CREDENTIALS, '[redacted]')) as T;
