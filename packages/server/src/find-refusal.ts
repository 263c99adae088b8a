/** Names that would reach an object's prototype if somebody merged them carelessly. */
const REFUSED = new Set(['__proto__', 'constructor', 'prototype']);

export interface Refusal {
  /** The key that is to blame. */
  param: string;
  detail: string;
}

/** Levels of nesting in any JSON that is taken: far more than a schema allows, far less than a stack. */
const DEPTH = 32;

/**
 * Looks through parsed JSON for what no storage and no stack should meet: keys that name a prototype, endless nesting,
 * and text that is not Unicode or has a NUL, which PostgreSQL cannot keep.
 */
export function findRefusal(json: unknown): Refusal | undefined {
  const rest: { value: unknown; key: string; depth: number }[] = [{ value: json, key: 'body', depth: 0 }];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const { value, key, depth } = next;
    if (typeof value === 'string' && !isClean(value)) {
      return { param: key, detail: `${key} must be Unicode text without NUL characters.` };
    }
    if (value === null || typeof value !== 'object') continue;
    if (depth >= DEPTH) return { param: key, detail: `${key} is nested more than ${DEPTH} levels deep.` };
    for (const [name, inner] of Object.entries(value)) {
      if (REFUSED.has(name)) return { param: name, detail: `The key ${name} is refused, wherever it stands.` };
      if (!isClean(name)) return { param: key, detail: `A key in ${key} is not Unicode text without NUL characters.` };
      rest.push({ value: inner, key: Array.isArray(value) ? key : name, depth: depth + 1 });
    }
  }
  return undefined;
}

const isClean = (text: string): boolean => text.isWellFormed() && !text.includes('\0');
