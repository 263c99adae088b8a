import { type Operation, ROUTES, readRoute } from '@pulse-io/protocol';
import { ROUTE_SCHEMAS, type RouteSchema, SUMMARIES } from '@pulse-io/protocol/schemas';
import type { z } from 'zod';
import type { MediaType, Method, OpenApiDocument, OperationObject, Parameter, PathItem } from './openapi/document.js';
import { EXAMPLES, type Example } from './openapi/examples.js';
import { BYTES, FILE_RESPONSES } from './openapi/files.js';
import { HEADERS, headersOf } from './openapi/headers.js';
import { PARAMETER_NOTES, SHARED_PARAMETERS } from './openapi/parameters.js';
import { codesOf, problemReference, problemResponses, problemSchema, statusesOf } from './openapi/problems.js';
import { SchemaCollector, type Side } from './openapi/schema-collector.js';
import { SECURITY_SCHEMES, securityOf } from './openapi/security.js';
import { allTags, tagOf } from './openapi/tags.js';

export interface OpenApiOptions {
  title: string;
  version: string;
  /** Where the API is, without `/v1`. */
  serverUrl: string;
}

const DESCRIPTION = `Feeds, presence and tokens for your app. Everything but files is JSON, in camelCase; times are RFC 3339 in UTC.

Backends call with \`X-Pulse-Key\` and \`X-Pulse-Secret\`, users with \`X-Pulse-Key\` and a user token as bearer. \
A user acts only as itself, and nothing crosses from one project to another. What you may not see does not exist: it is a 404.

Lists come in pages: pass the \`next\` of a page as \`cursor\` until it is null. Errors are problem documents, and their \
\`code\` is what to act on. Changes that carry an \`Idempotency-Key\` can be repeated safely. \
Every answer names its \`X-Request-Id\`. The same API answers under \`/api/v1\`.`;

/** Writes the OpenAPI 3.1 document of every route from the protocol's tables. Slow enough (some ms) to be kept. */
export function createOpenApi({ title, version, serverUrl }: OpenApiOptions): OpenApiDocument {
  const collector = new SchemaCollector();
  const paths: Record<string, PathItem> = {};
  for (const operation of Object.keys(ROUTES) as Operation[]) {
    const { method, path } = readRoute(operation);
    const template = path.replaceAll(/:(\w+)/g, '{$1}');
    paths[template] = { ...paths[template], [method.toLowerCase() as Method]: describe(operation, collector) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title,
      version,
      summary: 'Feeds, presence and tokens.',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: serverUrl, description: 'This server.' }],
    tags: allTags(),
    paths,
    components: {
      schemas: { ...collector.schemas, Problem: problemSchema },
      parameters: SHARED_PARAMETERS,
      headers: HEADERS,
      responses: problemResponses(),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function describe(operation: Operation, collector: SchemaCollector): OperationObject {
  const { keyed, callers } = readRoute(operation);
  const { params, query, body, response, status = 200, raw }: RouteSchema = ROUTE_SCHEMAS[operation];
  const example: Example = EXAMPLES[operation];
  const codes = codesOf(operation);
  const json = (schema: z.ZodType, side: Side, value: unknown): Record<string, MediaType> => ({
    'application/json': { schema: collector.add(schema, side), ...(value === undefined ? {} : { example: value }) },
  });
  return {
    operationId: operation,
    tags: [tagOf(operation)],
    summary: SUMMARIES[operation].replace(/\.$/, ''),
    description: SUMMARIES[operation],
    security: securityOf(callers),
    parameters: [
      ...parametersOf(params, 'path', collector),
      ...parametersOf(query, 'query', collector),
      ...(keyed ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
      { $ref: '#/components/parameters/RequestId' },
    ],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: raw === 'body' ? BYTES : json(body, 'input', example.body) } }),
    responses: {
      ...(raw === 'response'
        ? FILE_RESPONSES
        : {
            [status]: {
              description: status === 201 ? 'Done and stored.' : 'Done.',
              headers: headersOf(status),
              content: json(response, 'output', example.response),
            },
          }),
      ...Object.fromEntries(statusesOf(codes).map((status) => [status, { $ref: problemReference(status) }])),
    },
    'x-pulse-callers': callers,
    'x-pulse-errors': codes,
  };
}

function parametersOf(
  schema: z.ZodObject | undefined,
  place: 'path' | 'query',
  collector: SchemaCollector,
): Parameter[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = collector.add(schema, 'input');
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
    ...noteOf(name),
  }));
}

function noteOf(name: string): { description: string; example?: unknown } {
  const note = Object.entries(PARAMETER_NOTES).find(([known]) => known === name)?.[1];
  if (note === undefined) throw new Error(`The parameter ${name} has no description.`);
  return note;
}
