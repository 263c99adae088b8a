import { ApiError, checkInput, readBody } from '@pulse-io/server';
import type { z } from 'zod';

/** The body of a call, checked; `{}` where there is none. Throws `unknown_field`, `invalid_request` and what readBody throws. */
export async function readInput<Type>(request: Request, schema: z.ZodType<Type>): Promise<Type> {
  const { json } = await readBody(request);
  return checkInput(schema, json, 'body');
}

/** The query of a call, checked. */
export function readQuery<Type>({ searchParams }: URL, schema: z.ZodType<Type>): Type {
  return checkInput(schema, Object.fromEntries(searchParams), 'query');
}

/** One of a list of names. Throws `invalid_request` that lists them. */
export function readName<Name extends string>(what: string, name: string, known: readonly Name[], param: string): Name {
  const found = known.find((other) => other === name);
  if (found !== undefined) return found;
  throw new ApiError('invalid_request', `There is no ${what} ${name}. Known are: ${known.join(', ')}.`, { param });
}
