import type { JsonSchema, OpenApiDocument } from '../openapi/document.js';

/** One named thing in a body, an answer or a query, ready to be shown. */
export interface Field {
  name: string;
  type: string;
  required: boolean;
  description: string;
  /** Limits, default and format, each a few words. */
  notes: string[];
  values: string[];
  fields: Field[];
}

type Schemas = OpenApiDocument['components']['schemas'];
const PREFIX = '#/components/schemas/';
/** Longer patterns say less than their description does. */
const SHOWN_PATTERN_CHARS = 48;

const nameOf = (schema: JsonSchema): string | undefined => schema.$ref?.slice(PREFIX.length);

/** The schema behind a reference, under the words written beside the reference. */
function resolve(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const target = schemas[nameOf(schema) ?? ''];
  if (target === undefined) return schema;
  const { $ref: _, ...beside } = schema;
  return { ...target, ...beside };
}

const alternatives = (schema: JsonSchema): JsonSchema[] => schema.anyOf ?? schema.oneOf ?? [];

/** The shapes of which a body must have one: usually just one. */
export function shapesOf(schema: JsonSchema, schemas: Schemas): Field[][] {
  const resolved = resolve(schema, schemas);
  const shapes = resolved.properties === undefined ? alternatives(resolved) : [resolved];
  return shapes.map((shape) => fieldsOf(shape, schemas, new Set()));
}

export function fieldOf(name: string, schema: JsonSchema, required: boolean, schemas: Schemas): Field {
  return describe(name, schema, required, schemas, new Set());
}

function fieldsOf(schema: JsonSchema, schemas: Schemas, seen: ReadonlySet<string>): Field[] {
  const name = nameOf(schema);
  if (name !== undefined && seen.has(name)) return [];
  const inside = name === undefined ? seen : new Set([...seen, name]);
  const { properties = {}, required = [] } = resolve(schema, schemas);
  return Object.entries(properties).map(([key, property]) =>
    describe(key, property, required.includes(key), schemas, inside),
  );
}

function describe(
  name: string,
  schema: JsonSchema,
  required: boolean,
  schemas: Schemas,
  seen: ReadonlySet<string>,
): Field {
  const resolved = resolve(schema, schemas);
  const inner = innerOf(schema, schemas);
  return {
    name,
    type: typeOf(schema, schemas),
    required,
    description: resolved.description ?? '',
    notes: notesOf(resolved),
    values: (resolved.enum ?? resolve(inner, schemas).enum ?? []).map(String),
    fields: fieldsOf(inner, schemas, seen),
  };
}

/** What a list holds and what stands beside null: there the nested fields are. */
function innerOf(schema: JsonSchema, schemas: Schemas): JsonSchema {
  const resolved = resolve(schema, schemas);
  if (resolved.items !== undefined) return innerOf(resolved.items, schemas);
  const solid = alternatives(resolved).filter((one) => one.type !== 'null');
  const [only] = solid;
  return solid.length === 1 && only !== undefined ? innerOf(only, schemas) : schema;
}

function typeOf(schema: JsonSchema, schemas: Schemas): string {
  const name = nameOf(schema);
  const resolved = resolve(schema, schemas);
  if (name === 'JsonValue') return 'any JSON';
  if (resolved.items !== undefined) return `${typeOf(resolved.items, schemas)}[]`;
  const choices = alternatives(resolved);
  if (choices.length > 0) return [...new Set(choices.map((choice) => typeOf(choice, schemas)))].join(' or ');
  if (resolved.properties !== undefined) return name ?? 'object';
  if (typeof resolved.additionalProperties === 'object') {
    return `map of ${typeOf(resolved.additionalProperties, schemas)}`;
  }
  if (resolved.const !== undefined) return JSON.stringify(resolved.const);
  if (resolved.format === 'date-time') return 'time';
  if (resolved.format === 'uri') return 'URL';
  return [resolved.type ?? 'any'].flat().join(' or ');
}

function notesOf(schema: JsonSchema): string[] {
  const range = (unit: string, least: number | undefined, most: number | undefined) => {
    if (most === undefined || most === Number.MAX_SAFE_INTEGER)
      return least === undefined || least <= 1 ? [] : [`at least ${least} ${unit}`];
    return [least === undefined ? `at most ${most} ${unit}` : `${least}–${most} ${unit}`];
  };
  const { pattern = '', format } = schema;
  return [
    ...(schema.default === undefined ? [] : [`default ${JSON.stringify(schema.default)}`]),
    ...range('', schema.minimum === Number.MIN_SAFE_INTEGER ? undefined : schema.minimum, schema.maximum),
    ...range('characters', schema.minLength, schema.maxLength),
    ...range('items', schema.minItems, schema.maxItems),
    ...(pattern === '' || format !== undefined || pattern.length > SHOWN_PATTERN_CHARS ? [] : [`\`${pattern}\``]),
  ].map((note) => note.trim());
}
