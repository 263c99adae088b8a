import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { chatEventSchemas } from '../chat/event-schema.js';
import { feedEventSchemas } from '../feeds/event-schema.js';
import { FIXTURES, type FixtureKind, fixturesOf } from '../testing/fixtures.js';
import { withUnknownField, withWrongType } from '../testing/mutations.js';
import { clientFrameSchema } from './client-frame-schema.js';
import { eventSchema, serverFrameSchema } from './server-frame-schema.js';

const SCHEMAS: Record<FixtureKind, z.ZodType> = {
  client: clientFrameSchema,
  server: serverFrameSchema,
  event: eventSchema,
};
const schemaOf = (kind: string): z.ZodType | undefined => SCHEMAS[kind as FixtureKind];

const membersOf = (schema: { options: readonly { shape: object }[] }) =>
  schema.options.flatMap((option) => Object.keys(option.shape).filter((key) => key !== 'id' && key !== 're'));
const keysOf = (value: unknown) => Object.keys(value as object);
const firstParts = (kind: FixtureKind) => [...new Set(fixturesOf(kind).map(({ parts }) => parts[0]))].sort();

describe('the golden fixtures', () => {
  test.each(FIXTURES)('$name is taken as it is by its schema', ({ kind, value }) => {
    expect(schemaOf(kind)?.parse(value)).toStrictEqual(value);
  });

  test.each(FIXTURES)('$name is written as people read it', ({ text, value }) => {
    expect(text).toBe(`${JSON.stringify(value, null, 2)}\n`);
  });

  test.each([...fixturesOf('client'), ...fixturesOf('server')])('$name is the frame it is named after', (fixture) => {
    expect(keysOf(fixture.value)).toContain(fixture.parts[0]);
  });

  test.each(fixturesOf('event'))('$name is the event it is named after', ({ parts, value }) => {
    expect(value).toMatchObject({ type: parts.join('.') });
  });

  test.each(FIXTURES)('$name is refused with an unknown field anywhere', ({ kind, value }) => {
    const mutations = withUnknownField(value);
    expect(mutations.length).toBeGreaterThan(0);
    expect(mutations.filter((one) => schemaOf(kind)?.safeParse(one.value).success)).toEqual([]);
  });

  test.each(FIXTURES)('$name is refused with a wrong type anywhere', ({ kind, value }) => {
    const mutations = withWrongType(value);
    expect(mutations.length).toBeGreaterThan(0);
    expect(mutations.filter((one) => schemaOf(kind)?.safeParse(one.value).success)).toEqual([]);
  });
});

describe('every member of the protocol has a fixture', () => {
  test('each frame of a client', () => {
    expect(firstParts('client')).toEqual(membersOf(clientFrameSchema).sort());
  });

  test('each frame of a server', () => {
    expect(firstParts('server')).toEqual(membersOf(serverFrameSchema).sort());
  });

  test('the answer to each frame of a client', () => {
    const answered = fixturesOf('server').filter(({ parts }) => parts[0] === 'ok');
    const verbs = membersOf(clientFrameSchema).filter((member) => member !== 'pong');
    expect([...new Set(answered.map(({ parts }) => parts[1]))].sort()).toEqual(verbs.sort());
  });

  test('each event', () => {
    const types = eventSchema.options.map((option) => option.shape.type.value);
    expect(fixturesOf('event').map(({ parts }) => parts.join('.'))).toEqual([...types].sort());
  });

  test('and no fixture is of an unknown kind', () => {
    expect(FIXTURES.filter(({ kind }) => schemaOf(kind) === undefined)).toEqual([]);
  });
});

test('every event of a domain is an event of the wire', () => {
  const types = eventSchema.options.map((option) => option.shape.type.value);
  expect([...types].sort()).toEqual(Object.keys({ ...chatEventSchemas, ...feedEventSchemas }).sort());
});
