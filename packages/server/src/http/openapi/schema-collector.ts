import { z } from 'zod';
import type { JsonSchema } from './document.js';

const TIMESTAMP_PATTERN = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$';
/** zod's name for a schema that refers to itself and has no id: in the protocol, only any JSON value. */
const RECURSIVE = '__schema0';
const NAMES: Readonly<Record<string, string>> = { [RECURSIVE]: 'JsonValue' };
const DEFS = '#/$defs/';

export type Side = 'input' | 'output';

/** Turns zod schemas into JSON Schema and gathers those with an id under `components.schemas`. */
export class SchemaCollector {
  readonly schemas: Record<string, JsonSchema> = {};

  /**
   * The JSON Schema of what is sent (`input`) or answered (`output`), with references to the gathered ones.
   * @throws Error when one id would stand for two different schemas.
   */
  add(schema: z.ZodType, side: Side): JsonSchema {
    const { $schema, $defs, ...top } = z.toJSONSchema(schema, {
      io: side,
      override: ({ jsonSchema }) => simplify(jsonSchema),
    });
    for (const [name, definition] of Object.entries($defs ?? {})) this.#define(name, relink(definition));
    return relink(top);
  }

  #define(zodName: string, definition: JsonSchema): void {
    const name = NAMES[zodName] ?? zodName;
    const known = this.schemas[name];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(definition)) {
      throw new Error(`The schema id ${name} stands for two different schemas.`);
    }
    this.schemas[name] = definition;
  }
}

/** A date's pattern as people write it: zod's counts leap years. */
function simplify(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.format === 'date-time') {
    schema.pattern = TIMESTAMP_PATTERN;
    schema.description ??= 'RFC 3339 in UTC with milliseconds.';
  }
}

const relink = (schema: unknown): JsonSchema =>
  JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key !== '$ref' || typeof value !== 'string' || !value.startsWith(DEFS)) return value;
    const name = value.slice(DEFS.length);
    return `#/components/schemas/${NAMES[name] ?? name}`;
  });
