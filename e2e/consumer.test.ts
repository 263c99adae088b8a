import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installed, installPacked, type Project } from './support/install-packed.js';

const TSC = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));

interface Settings {
  resolution: 'nodenext' | 'bundler';
  exact: boolean;
  lib: readonly string[];
}

/** A project that is compiled against the packages, with `types` in it. */
function install({ types = [], ...project }: Project & { types?: readonly string[] }) {
  let installed: Installed;
  beforeAll(async () => {
    installed = await installPacked(project);
  }, 120_000);
  afterAll(() => installed?.remove());

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
      installed.write('tsconfig.json', { compilerOptions, files: ['main.ts'] });
      await installed.run(process.execPath, TSC, '-p', '.');
    },
    start: () => installed.run(process.execPath, 'out/main.js'),
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
