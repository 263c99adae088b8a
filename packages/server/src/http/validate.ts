import type { CheckedRequest, Operation } from '@pulse-io/protocol';
import { ROUTE_SCHEMAS, type RouteSchema } from '@pulse-io/protocol/schemas';
import type { z } from 'zod';
import { ApiError } from '../api-error.js';

export interface RawInput {
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
}

/** Errors that a single answer names. */
const TOLD = 20;

/** Checks every part of a request against its schemas. Throws `unknown_field` or `invalid_request`. */
export function validate<Op extends Operation>(operation: Op, raw: RawInput): CheckedRequest<Op> {
  const schemas: RouteSchema = ROUTE_SCHEMAS[operation];
  return {
    params: schemas.params && check(schemas.params, raw.params, 'path'),
    query: check(schemas.query, raw.query, 'query'),
    body: check(schemas.body, raw.body, 'body'),
  } as CheckedRequest<Op>;
}

function check(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (schema) return checkInput(schema, value, where);
  const extra = value !== null && typeof value === 'object' ? Object.keys(value)[0] : undefined;
  if (extra !== undefined) throw unknownField([extra], where);
  return undefined;
}

/** Checks a part of a request, `{}` where there is none; `where` names it. Throws `unknown_field` or `invalid_request`. */
export function checkInput<Type>(schema: z.ZodType<Type>, value: unknown, where: string): Type {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap(flatten);
  const unknown = issues.find((issue) => issue.code === 'unrecognized_keys');
  if (unknown?.code === 'unrecognized_keys') throw unknownField([...unknown.path, unknown.keys[0] ?? ''], where);
  const errors = issues.slice(0, TOLD).map((issue) => ({ param: nameOf(issue.path, where), detail: issue.message }));
  const first = errors[0] ?? { param: where, detail: 'is not valid' };
  throw new ApiError('invalid_request', `${first.param}: ${first.detail}`, {
    param: first.param,
    ...(errors.length > 1 ? { errors } : {}),
  });
}

/** A union reports the branch that came closest: the one with the fewest issues. */
function flatten(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const branches = issue.errors.map((errors) => errors.flatMap(flatten));
  const closest = branches.sort((a, b) => a.length - b.length)[0];
  return closest?.length ? closest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })) : [issue];
}

const nameOf = (path: readonly PropertyKey[], where: string) => (path.length ? path.map(String).join('.') : where);

const unknownField = (path: readonly PropertyKey[], where: string) =>
  new ApiError('unknown_field', `${nameOf(path, where)} is not a field of the ${where} here; check its name.`, {
    param: nameOf(path, where),
  });
