/** Tells whether a value fits what is expected, asymmetric matchers included. */
export type Fits = (actual: unknown, expected: unknown) => boolean;

export interface Difference {
  /** Such as `message.text`; empty for the whole. */
  path: string;
  actual: unknown;
  expected: unknown;
}

/** Where a value does not have what is expected of it; what is not named is free. */
export function differences(actual: unknown, expected: unknown, fits: Fits, path = ''): Difference[] {
  if (fits(actual, expected)) return [];
  const into = (key: string | number) =>
    typeof key === 'number' ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.flatMap((item, at) => differences(actual[at], item, fits, into(at)));
  }
  if (isPlain(expected) && isPlain(actual)) {
    return Object.entries(expected).flatMap(([key, value]) => differences(actual[key], value, fits, into(key)));
  }
  return [{ path, actual, expected }];
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
