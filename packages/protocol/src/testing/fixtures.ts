import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../fixtures/', import.meta.url);

/** What the first part of a fixture's name says it is. */
export type FixtureKind = 'client' | 'server' | 'event';

export interface Fixture {
  /** The file's name without `.json`: `client.sub.recover`. */
  name: string;
  /** `client`, or whatever else the first part says. */
  kind: string;
  /** The parts after the kind: `sub`, `recover`. */
  parts: string[];
  text: string;
  value: unknown;
}

/** Every golden fixture that is checked in. */
export const FIXTURES: readonly Fixture[] = readdirSync(FOLDER)
  .sort()
  .map((file) => {
    const name = file.replace(/\.json$/, '');
    const [kind = '', ...parts] = name.split('.');
    const text = readFileSync(new URL(file, FOLDER), 'utf8');
    return { name, kind, parts, text, value: JSON.parse(text) };
  });

export const fixturesOf = (kind: FixtureKind): Fixture[] => FIXTURES.filter((fixture) => fixture.kind === kind);
