import { execFile } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from './support/cli.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FIXTURES = fileURLToPath(new URL('fixtures/consumer', import.meta.url));
const TSC = `${ROOT}node_modules/typescript/bin/tsc`;

/** Resolves with what it printed; rejects with all that it said. */
const run = (cwd: string, command: string, ...args: string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    // What was downloaded once is not asked for again.
    const env = { ...process.env, CI: 'true', npm_config_prefer_offline: 'true' };
    execFile(command, args, { cwd, env, maxBuffer: 1e8 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command} ${args.join(' ')} failed.\n${stdout}${stderr}`));
      else resolve(stdout);
    });
  });
const pnpm = (cwd: string, ...args: string[]) => run(cwd, 'npx', '-y', 'pnpm@12', ...args);

/** A project that is no part of the workspace. */
interface Project {
  /** A folder of `fixtures/consumer`. */
  fixture: string;
  dependencies: readonly string[];
  devDependencies?: Record<string, string>;
  /** What `@types` are in it. */
  types?: readonly string[];
}

interface Settings {
  resolution: 'nodenext' | 'bundler';
  exact: boolean;
  lib: readonly string[];
}

/** Packs the packages as they are built, and installs some of them in a fresh folder. */
function install({ fixture, dependencies, devDependencies = {}, types = [] }: Project) {
  let folder = '';
  let remove = () => {};
  const write = (name: string, content: unknown) => writeFileSync(join(folder, name), JSON.stringify(content));

  beforeAll(async () => {
    ({ folder, remove } = temporaryFolder());
    const pack = ['-r', '--filter', './packages/*', 'pack', '--json', '--pack-destination', folder];
    const packed = JSON.parse(await pnpm(ROOT, ...pack)) as { name: string; filename: string }[];
    const tarballs = Object.fromEntries(packed.map(({ name, filename }) => [name, `file:${filename}`]));
    const chosen = Object.fromEntries(dependencies.map((name) => [name, tarballs[name]]));
    cpSync(join(FIXTURES, fixture), folder, { recursive: true });
    write('package.json', { private: true, type: 'module', dependencies: chosen, devDependencies });
    // Our packages name each other by version, and these versions are not published.
    write('pnpm-workspace.yaml', { overrides: tarballs });
    await pnpm(folder, 'install', '--prefer-offline', '--no-frozen-lockfile');
  }, 120_000);
  afterAll(() => remove());

  return {
    /** Compiles `main.ts` to `out/main.js`, and checks the declarations of all packages. */
    async compile({ resolution, exact, lib }: Settings): Promise<void> {
      const compilerOptions = {
        target: 'es2022',
        module: resolution === 'nodenext' ? 'nodenext' : 'esnext',
        moduleResolution: resolution,
        lib,
        types,
        strict: true,
        skipLibCheck: false,
        exactOptionalPropertyTypes: exact,
        outDir: 'out',
      };
      write('tsconfig.json', { compilerOptions, files: ['main.ts'] });
      await run(folder, process.execPath, TSC, '-p', '.');
    },
    start: () => run(folder, process.execPath, 'out/main.js'),
  };
}

const COMPILES = 'compiles without skipLibCheck: $resolution, exactOptionalPropertyTypes $exact, lib $lib';
const PAGE = ['es2023', 'dom'];
const SETTINGS: Settings[] = [
  { resolution: 'nodenext', exact: true, lib: PAGE },
  { resolution: 'nodenext', exact: false, lib: PAGE },
  { resolution: 'bundler', exact: true, lib: PAGE },
  { resolution: 'bundler', exact: false, lib: PAGE },
];

describe('a browser app that pnpm installs the packed client for, with what that needs from the registry', () => {
  const app = install({ fixture: 'browser', dependencies: ['@pulse-io/client'] });

  it.each(SETTINGS)(COMPILES, app.compile);
});

describe('a Node program that pnpm installs the packed packages for, with what they need from the registry', () => {
  const program = install({
    fixture: 'node',
    dependencies: ['@pulse-io/client', '@pulse-io/mock-server', '@pulse-io/protocol', '@pulse-io/server'],
    devDependencies: { '@types/node': '^24.0.0' },
    types: ['node'],
  });

  it.each(SETTINGS)(COMPILES, program.compile);

  it('compiles and runs with no lib of a page: what it posts, hears and reads is what its types say', async () => {
    await program.compile({ resolution: 'nodenext', exact: true, lib: ['es2023'] });
    expect(JSON.parse(await program.start())).toEqual({
      mock: { heard: 3, read: '3.0', shown: 3 },
      own: [{ any: ['JSON'] }],
    });
  });
});
