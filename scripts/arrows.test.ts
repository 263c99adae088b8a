import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';

type Case = readonly [path: string, module: string];

const root = fileURLToPath(new URL('..', import.meta.url));

const PROTOCOL = 'packages/protocol/src/feeds/x.ts';
const CLIENT = 'packages/client/src/feeds/x.ts';
const REACT = 'packages/react/src/feeds/x.tsx';
const SERVER = 'packages/server/src/feeds/x.ts';
const MOCK = 'packages/mock-server/src/x.ts';

const FORBIDDEN: Case[] = [
  [PROTOCOL, '@pulse-io/client'],
  [PROTOCOL, '@pulse-io/server'],
  [PROTOCOL, '@pulse-io/server/node'],
  [PROTOCOL, '@pulse-io/mock-server'],
  [PROTOCOL, '../../../client/src/index.js'],
  [CLIENT, '@pulse-io/server'],
  [CLIENT, '@pulse-io/server/node'],
  [CLIENT, '@pulse-io/mock-server'],
  [CLIENT, '@pulse-io/react'],
  [CLIENT, '@pulse-io/protocol/schemas'],
  [CLIENT, '@pulse-io/protocol/server-frames'],
  [CLIENT, 'zod'],
  [CLIENT, 'zod/mini'],
  [CLIENT, '../../../server/src/index.js'],
  [REACT, '@pulse-io/server'],
  [REACT, '@pulse-io/mock-server'],
  [REACT, '@pulse-io/protocol/schemas'],
  [SERVER, '@pulse-io/client'],
  [SERVER, '@pulse-io/react'],
  [SERVER, '@pulse-io/mock-server'],
  [SERVER, '../../../client/src/index.js'],
  ['packages/server/src/node/x.ts', '@pulse-io/client'],
  [MOCK, '@pulse-io/client'],
  [MOCK, '@pulse-io/react'],
  [MOCK, '../../client/src/index.js'],
];

const NOT_IN_BROWSERS: Case[] = [
  [PROTOCOL, 'node:fs'],
  [CLIENT, 'node:fs'],
  [CLIENT, 'crypto'],
  [REACT, 'node:path'],
  [SERVER, 'node:crypto'],
  [SERVER, 'fs/promises'],
  ['packages/mock-server/src/scenarios/x.ts', 'node:fs'],
];

const ALLOWED: Case[] = [
  [PROTOCOL, 'zod'],
  [PROTOCOL, '../schema.js'],
  [CLIENT, '@pulse-io/protocol'],
  [CLIENT, '@pulse-io/protocol/chat'],
  [CLIENT, '@pulse-io/protocol/tokens'],
  [CLIENT, 'some-library'],
  [CLIENT, '../transport/http.js'],
  [REACT, '@pulse-io/client'],
  [REACT, '@pulse-io/protocol'],
  [SERVER, '@pulse-io/protocol'],
  [SERVER, '@pulse-io/protocol/schemas'],
  [SERVER, 'hono'],
  [SERVER, 'zod'],
  ['packages/server/src/node.ts', 'node:fs'],
  ['packages/server/src/node/x.ts', 'node:fs'],
  [MOCK, '@pulse-io/server'],
  [MOCK, '@pulse-io/server/node'],
  [MOCK, '@pulse-io/protocol'],
  ['packages/client/src/x.test.ts', '@pulse-io/mock-server'],
  ['packages/client/src/testing/x.ts', '@pulse-io/server'],
  ['packages/server/src/x.test.ts', 'node:fs'],
  ['packages/server/src/testing/x.ts', 'node:fs'],
  ['e2e/x.test.ts', '@pulse-io/client'],
];

const ENVIRONMENT_READERS = [PROTOCOL, CLIENT, SERVER];

/** The rules that each case breaks. */
const broken = new Map<Case | string, string[]>();

/** Lints a folder of one file for each case, with the configuration of this repository, in one run. */
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pulse-arrows-'));
  const caseAt = new Map<string, Case | string>();
  const place = async (path: string, code: string, of: Case | string) => {
    const own = path.replace(/\/x\./, `/x${caseAt.size}.`);
    caseAt.set(own, of);
    broken.set(of, []);
    await mkdir(dirname(join(folder, own)), { recursive: true });
    await writeFile(join(folder, own), code);
  };
  try {
    const { vcs: _, ...config } = JSON.parse(await readFile(join(root, 'biome.json'), 'utf8'));
    await writeFile(join(folder, 'biome.json'), JSON.stringify(config));
    for (const one of [...FORBIDDEN, ...NOT_IN_BROWSERS, ...ALLOWED]) {
      await place(one[0], `import { a } from '${one[1]}';\nexport const b = a;\n`, one);
    }
    for (const path of ENVIRONMENT_READERS) await place(path, 'export const b = process.env.HOME;\n', path);
    for (const [file, rule] of await lint(folder)) broken.get(caseAt.get(file) ?? '')?.push(rule);
  } finally {
    await rm(folder, { recursive: true });
  }
});

const named = (one: Case) => ({ one, path: one[0], module: one[1] });

interface Report {
  diagnostics: { category: string; location: { path: string } }[];
}

async function lint(folder: string): Promise<[file: string, rule: string][]> {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', 'packages', 'e2e'];
  // It exits with an error when it finds one, which here it must.
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder }).catch((error) => error);
  const { diagnostics }: Report = JSON.parse(stdout);
  return diagnostics.map(({ category, location }) => [location.path, category.split('/').at(-1) ?? '']);
}

describe('the arrows react → client → protocol ← server ← mock-server', () => {
  test.each(FORBIDDEN.map(named))('$path may not import $module', ({ one }) => {
    expect(broken.get(one)).toEqual(['noRestrictedImports']);
  });

  test.each(NOT_IN_BROWSERS.map(named))('$path may not import $module, since it runs in browsers', ({ one }) => {
    expect(broken.get(one)).toContain('noNodejsModules');
  });

  test.each(ALLOWED.map(named))('$path may import $module', ({ one }) => {
    expect(broken.get(one)).toEqual([]);
  });

  test.each(ENVIRONMENT_READERS)('%s may not read the environment', (path) => {
    expect(broken.get(path)).toEqual(['noRestrictedGlobals']);
  });
});
