export interface Mutation {
  /** Where, as a dotted path. */
  path: string;
  value: unknown;
}

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };

/** The app's own data, in which anything goes. */
const FREE = 'custom';

const WRONG: Readonly<Record<string, Json>> = { string: 12345, number: 'not a number', boolean: 'not a boolean' };

/** Every copy of a value that has one field too many somewhere. */
export const withUnknownField = (value: unknown): Mutation[] =>
  mutate(value as Json, '', (inner) => (isRecord(inner) ? [{ ...inner, notInTheProtocol: 1 }] : []));

/** Every copy of a value in which one text, number, truth value, list or object is of another type. */
export const withWrongType = (value: unknown): Mutation[] =>
  mutate(value as Json, '', (inner) => {
    if (inner === null) return [];
    if (typeof inner === 'object') return ['neither a list nor an object'];
    return [WRONG[typeof inner] ?? null];
  });

const isRecord = (value: Json): value is { [key: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function mutate(value: Json, path: string, change: (inner: Json) => Json[]): Mutation[] {
  const here = change(value).map((changed) => ({ path, value: changed }));
  if (Array.isArray(value)) {
    const inside = value.flatMap((item, i) =>
      mutate(item, `${path}.${i}`, change).map((one) => ({ ...one, value: value.with(i, one.value as Json) })),
    );
    return [...here, ...inside];
  }
  if (!isRecord(value)) return here;
  const inside = Object.entries(value)
    .filter(([key]) => key !== FREE)
    .flatMap(([key, item]) =>
      mutate(item, `${path}.${key}`, change).map((one) => ({ ...one, value: { ...value, [key]: one.value } })),
    );
  return [...here, ...inside];
}
